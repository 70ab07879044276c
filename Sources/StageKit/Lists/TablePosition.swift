/// A byte of a file that belongs to the pipeline, and the line on which it stands.
struct TablePosition: Sendable {
    /// Counted from 0.
    private(set) var offset: Int
    /// Counted from 1.
    private(set) var line: Int

    init(offset: Int, line: Int) {
        self.offset = offset
        self.line = line
    }

    /// Moves forward to another byte.
    mutating func advance(to newOffset: Int, in source: [UInt8]) {
        let end = min(newOffset, source.count)
        while offset < end {
            if source[offset] == UInt8(ascii: "\n") { line += 1 }
            offset += 1
        }
    }

    /// The place in characters, as editors count.
    func place(in source: [UInt8], file: String, length: Int) -> SourcePlace {
        var start = offset
        while start > 0, source[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        if start == 0, source.starts(with: Self.byteOrderMark) { start = min(Self.byteOrderMark.count, offset) }
        let before = String(decoding: source[start..<offset], as: UTF8.self)
        return SourcePlace(file: file, line: line, column: before.count + 1, length: length)
    }

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
