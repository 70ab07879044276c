import PackedFiles
import StageKit

/// The names of the sheets of a workbook, for the guess which of them has the table.
struct WorkbookSheets {
    /// Those that are not hidden, in the order of their tabs; empty when the workbook does not say.
    private(set) var names: [String] = []

    private static let mostBytes = 4 << 20

    init(_ bytes: [UInt8]) {
        guard let text = try? Self.part("xl/workbook.xml", of: Archive(bytes)) else { return }
        for tag in text.split(separator: "<") {
            let words = tag.split(maxSplits: 1) { $0.isWhitespace }
            guard words.count == 2, words[0] == "sheet" || words[0].hasSuffix(":sheet"),
                let name = Self.value(of: "name", in: words[1]),
                Self.value(of: "state", in: words[1]).map({ $0 == "visible" }) ?? true
            else { continue }
            names.append(name)
        }
    }

    private static func part(_ name: String, of archive: Archive) throws -> String? {
        let directory = ZipDirectory(size: archive.byteCount) { archive.look(at: $0, count: $1) }
        let members = try directory.members(limitedBy: "max_parts")
        guard let (_, member) = members.first(where: { $0.name == Array(name.utf8) }) else { return nil }
        let input = try ZipInput(member, of: archive, name: name)
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 8 << 10)
        while text.count < mostBytes {
            let count = try input.read(into: &buffer, at: 0)
            if count == 0 { break }
            text += buffer.prefix(count)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The value of an attribute.
    private static func value(of attribute: String, in tag: Substring) -> String? {
        var rest = tag
        while let equals = rest.firstIndex(of: "=") {
            let name = rest[..<equals].split { $0.isWhitespace }.last ?? ""
            let value = rest[rest.index(after: equals)...].drop { $0.isWhitespace }
            guard let quote = value.first, quote == "\"" || quote == "'",
                let end = value.dropFirst().firstIndex(of: quote)
            else { return nil }
            if name == attribute { return unescaped(value[..<end].dropFirst()) }
            rest = value[end...].dropFirst()
        }
        return nil
    }

    private static func unescaped(_ text: Substring) -> String {
        var result = ""
        var rest = text
        while let sign = rest.firstIndex(of: "&"), let end = rest[sign...].firstIndex(of: ";") {
            result += rest[..<sign]
            let name = rest[sign..<end].dropFirst()
            let isHex = name.hasPrefix("#x")
            let number = name.hasPrefix("#") ? UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10) : nil
            if let letter = number.flatMap(Unicode.Scalar.init) {
                result.unicodeScalars.append(letter)
            } else {
                result += known[name] ?? ""
            }
            rest = rest[end...].dropFirst()
        }
        return result + rest
    }

    private static let known: [Substring: String] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

    private final class Archive: RandomAccessBytes {
        private let bytes: [UInt8]

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        var byteCount: UInt64 { UInt64(bytes.count) }

        func look(at position: UInt64, count: Int) -> [UInt8] {
            guard let start = Int(exactly: position), start < bytes.count else { return [] }
            return Array(bytes[start..<min(bytes.count - start, max(0, count)) + start])
        }
    }
}
