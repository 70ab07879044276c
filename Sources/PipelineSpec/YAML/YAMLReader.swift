public import StageKit
import Yams

/// Reads YAML into option nodes: every scalar as the text written, everything with its place.
///
/// UTF-8 alone. One document, no tags, no merge keys; aliases repeat what their anchor holds, within limits.
public enum YAMLReader {
    /// The most bytes that a file may have.
    public static let sizeLimit = 1 << 20
    /// The deepest that lists and maps may stand in each other.
    public static let depthLimit = 100
    /// The most values that a file may have when every alias is written out.
    public static let nodeLimit = 100_000

    /// Reads a file.
    /// - Throws: every mistake in it as YAML.
    public static func read(file: String, bytes: [UInt8]) throws(Mistakes) -> OptionNode {
        let (node, mistakes) = try parse(file: file, bytes: bytes)
        if !mistakes.isEmpty { throw Mistakes(mistakes.inOrder()) }
        return node
    }

    /// Reads a file, going on after mistakes that leave its shape clear: a key given twice, a tag, a wrong alias.
    /// - Throws: the one mistake after which nothing is certain.
    static func parse(file: String, bytes: [UInt8]) throws(Mistakes) -> (node: OptionNode, mistakes: [Diagnostic]) {
        guard bytes.count <= sizeLimit else {
            let start = SourcePlace(file: file, line: 1, column: 1)
            throw Mistakes("the file is larger than 1 MiB", at: start, hint: "put long lists in a file of their own")
        }
        guard let source = SourceText(file: file, bytes: bytes) else { throw notUTF8(file: file, bytes: bytes) }
        try refuseControlCharacters(in: source)
        var text = MaskedText(source)
        var twice: [Diagnostic] = []
        while true {
            do {
                let parser = try Parser(yaml: text.masked, resolver: .basic, encoding: .utf8)
                guard let root = try parser.singleRoot() else {
                    return (OptionNode(.empty, at: SourcePlace(file: file, line: 1, column: 1)), [])
                }
                var builder = YAMLTreeBuilder(source: source, text: text)
                // Anchors are held weakly by the nodes, strongly by the parser.
                let node = try withExtendedLifetime(parser) { () throws(Mistakes) in try builder.build(root) }
                return (node, builder.mistakes)
            } catch let mistakes as Mistakes {
                throw mistakes
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                // Yams stops at the first map with a key twice. Masking the key lets it go on; the builder sees both.
                let key = text.restored(keys.first ?? "")
                let place = source.place(line: context.mark.line, column: context.mark.column, length: key.count)
                twice.append(Diagnostic("'\(key)' is given twice in this map", at: place))
                guard text.maskKey(line: context.mark.line, column: context.mark.column) else {
                    throw Mistakes(twice.inOrder())
                }
            } catch {
                throw Mistakes([YAMLSyntaxMistake(source: source).diagnostic(for: error)])
            }
        }
    }

    private static func notUTF8(file: String, bytes: [UInt8]) -> Mistakes {
        var line = 1
        for part in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let text = String(decoding: part, as: UTF8.self)
            if !text.utf8.elementsEqual(part) {
                let column = (text.firstIndex(of: "\u{fffd}").map { text[..<$0].count } ?? 0) + 1
                let place = SourcePlace(file: file, line: line, column: column)
                return Mistakes("the file is not UTF-8", at: place, hint: "save it as UTF-8")
            }
            line += 1
        }
        return Mistakes("the file is not UTF-8", at: SourcePlace(file: file, line: 1, column: 1))
    }

    private static func refuseControlCharacters(in source: SourceText) throws(Mistakes) {
        for (number, range) in source.lines.enumerated() {
            guard let index = range.first(where: { isRefused(source.scalars[$0]) }) else { continue }
            let code = String(source.scalars[index].value, radix: 16, uppercase: true)
            throw Mistakes(
                "the character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code) cannot stand here",
                at: source.place(line: number + 1, column: index - range.lowerBound + 1),
                hint: "delete it, or write it as an escape in double quotes"
            )
        }
    }

    /// What libyaml refuses; found here because libyaml gives no line for it.
    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x20...0x7e, 0xa0...0xfefe, 0xff00...0xfffd, 0x10000...: false
        default: true
        }
    }
}
