import StageKit

/// The text of a file that a user wrote, cut into lines as libyaml counts them, for places and for quoting lines.
struct SourceText {
    /// The file as the user named it.
    let file: String
    /// The whole text, without a byte order mark.
    let scalars: [Unicode.Scalar]
    /// Where each line begins and ends in `scalars`, without its line end.
    let lines: [Range<Int>]

    init(file: String, text: String) {
        self.file = file
        scalars = Array(text.unicodeScalars)
        lines = Self.lines(of: scalars)
    }

    /// Reads UTF-8; nil when it is not.
    init?(file: String, bytes: [UInt8]) {
        let text = String(decoding: bytes.starts(with: Self.byteOrderMark) ? bytes[3...] : bytes[...], as: UTF8.self)
        // A byte that is no UTF-8 was replaced, which the bytes of the text give away.
        guard text.utf8.elementsEqual(bytes.starts(with: Self.byteOrderMark) ? bytes[3...] : bytes[...]) else {
            return nil
        }
        self.init(file: file, text: text)
    }

    /// The line with a number, counted from 1; empty when there is none.
    func line(_ number: Int) -> String {
        guard lines.indices.contains(number - 1) else { return "" }
        return string(lines[number - 1])
    }

    /// The place in `scalars` of a mark; nil when it lies behind the end of the line.
    func index(line: Int, column: Int) -> Int? {
        guard lines.indices.contains(line - 1), column > 0 else { return nil }
        let index = lines[line - 1].lowerBound + column - 1
        return index < lines[line - 1].upperBound ? index : nil
    }

    /// What follows on the same line.
    func rest(from index: Int, line: Int) -> ArraySlice<Unicode.Scalar> {
        guard lines.indices.contains(line - 1), index <= lines[line - 1].upperBound else { return [] }
        return scalars[index..<lines[line - 1].upperBound]
    }

    /// The text of a stretch.
    func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// A place given in scalars, as libyaml counts, turned into one in characters, as editors count.
    func place(line: Int, column: Int, length: Int = 1) -> SourcePlace {
        guard lines.indices.contains(line - 1) else {
            return SourcePlace(file: file, line: lines.count, column: self.line(lines.count).count + 1)
        }
        let range = lines[line - 1]
        let start = min(range.lowerBound + max(0, column - 1), range.upperBound)
        let column = string(range.lowerBound..<start).count + 1
        return SourcePlace(file: file, line: line, column: column, length: length)
    }

    private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

    private static func lines(of scalars: [Unicode.Scalar]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < scalars.count {
            if breaks.contains(scalars[index]) {
                result.append(start..<index)
                if scalars[index] == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" { index += 1 }
                start = index + 1
            }
            index += 1
        }
        result.append(start..<scalars.count)
        return result
    }

    private static let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
}
