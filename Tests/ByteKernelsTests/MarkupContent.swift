import ByteKernels

/// Content of an element made by chance, with what a scan of its beginnings must find.
struct MarkupContent {
    /// What a scan finds, its places counted from where the content begins.
    struct Expected {
        let end: Int
        let tagEnd: Int?

        func stop(from start: Int) -> MarkupScanner.Stop { .outOfBytes(tagEnd: tagEnd.map { $0 + start }) }
    }

    private struct Piece {
        let range: Range<Int>
        /// Where the start tag of an element with content ends.
        let tagEnd: Int?
        let isText: Bool
    }

    private(set) var text = ""
    private var pieces: [Piece] = []

    var bytes: [UInt8] { Array(text.utf8) }

    init(pieces count: Int, using generator: inout SeededGenerator) {
        for _ in 0..<count { addPiece(&generator) }
    }

    /// What a scan finds in the beginning of the content.
    func scan(to count: Int) -> Expected {
        let whole = pieces.last { !$0.isText && $0.range.upperBound <= count }
        let open = pieces.first { $0.range.contains(count) }
        return Expected(
            end: whole?.range.upperBound ?? 0,
            tagEnd: open?.tagEnd.flatMap { $0 <= count ? $0 : nil }
        )
    }

    private mutating func addPiece(_ generator: inout SeededGenerator) {
        let start = text.utf8.count
        let kind = Int.random(in: 0..<6, using: &generator)
        var tagEnd: Int?
        switch kind {
        case 0: text += Self.words(["a", ">", "/>", "\"", "'", " ", "æ", "]]", "--"], &generator)
        case 1: text += "<!--" + Self.words(["<b>", "</b>", "/>", "->", " ", "\""], &generator) + "-->"
        case 2: text += "<![CDATA[" + Self.words(["<b>", "</b>", "/>", "]>", " "], &generator) + "]]>"
        case 3: text += "<?p " + Self.words(["<b>", "</b>", "/>", " ", "'"], &generator) + "?>"
        case 4: text += Self.tag(&generator) + "/>"
        default:
            text += Self.tag(&generator) + ">"
            tagEnd = text.utf8.count
            let inner = MarkupContent(pieces: Int.random(in: 0..<4, using: &generator), using: &generator)
            text += inner.text + "</c" + String(repeating: " ", count: Int.random(in: 0..<2, using: &generator)) + ">"
        }
        pieces.append(Piece(range: start..<text.utf8.count, tagEnd: tagEnd, isText: kind == 0))
    }

    private static func tag(_ generator: inout SeededGenerator) -> String {
        var tag = "<c"
        for _ in 0..<Int.random(in: 0..<3, using: &generator) {
            let value = words([">", "/>", "x", "/", "--"], &generator)
            tag += Bool.random(using: &generator) ? " d=\"\(value)'\"" : " d='\(value)\"'"
        }
        return tag
    }

    private static func words(_ words: [String], _ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0..<30, using: &generator)).compactMap { _ in words.randomElement(using: &generator) }
            .joined()
    }
}
