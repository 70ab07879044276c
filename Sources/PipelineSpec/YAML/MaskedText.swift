/// The text as Yams gets it: what Yams would act on too early is hidden behind characters that the file does not use.
///
/// Two things are hidden. The `*` of aliases, because Yams puts the anchored value in their place without any limit, so
/// that a small file can grow without bounds; the builder resolves them instead. And the first letter of a key that
/// stands twice in a map, because Yams gives up there. The number of scalars stays the same, and so does every mark.
struct MaskedText {
    /// What stands for the `*` of an alias.
    let aliasMark: Unicode.Scalar?
    private var scalars: [Unicode.Scalar]
    private let lines: [Range<Int>]
    private var originals: [Unicode.Scalar: Unicode.Scalar] = [:]
    private var unused: [Unicode.Scalar]

    /// The most keys given twice that are reported at once.
    private static let keyLimit = 20

    init(_ source: SourceText) {
        scalars = source.scalars
        lines = source.lines
        let used = Set(scalars)
        unused = [UInt32(0xe000)...0xf8ff, 0xf0000...0xffffd].lazy.joined()
            .compactMap(Unicode.Scalar.init).filter { !used.contains($0) }.prefix(Self.keyLimit + 1).map(\.self)
        aliasMark = unused.popLast()
        guard let aliasMark else { return }
        originals[aliasMark] = "*"
        for index in scalars.indices.dropLast()
        where scalars[index] == "*" && Self.isNameScalar(scalars[index + 1]) { scalars[index] = aliasMark }
    }

    /// For Yams.
    var masked: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// What the user wrote, for text that comes from Yams.
    func restored(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { originals[$0] != nil }) else { return text }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text.unicodeScalars.map { originals[$0] ?? $0 })
        return String(view)
    }

    /// Makes the key at a mark differ from all others; false when it cannot be done.
    mutating func maskKey(line: Int, column: Int) -> Bool {
        guard lines.indices.contains(line - 1) else { return false }
        let range = lines[line - 1]
        var index = range.lowerBound + column - 1
        guard range.contains(index) else { return false }
        if scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
        let indicators: Set<Unicode.Scalar> = ["\"", "'", "\\", "&", "!", "?", "|", ">", "[", "{"]
        guard range.contains(index), !indicators.contains(scalars[index]), originals[scalars[index]] == nil,
            let mask = unused.popLast()
        else { return false }
        originals[mask] = scalars[index]
        scalars[index] = mask
        return true
    }

    /// Whether libyaml takes it as part of the name of an alias or anchor.
    static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }
}
