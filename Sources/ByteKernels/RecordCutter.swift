import CKernels

/// Finds where the last whole record of a block ends, so that blocks can be parsed apart from each other.
///
/// Every block must begin at the start of a record: what stands after `end` is put before the next block.
public struct RecordCutter: Sendable {
    /// Where a block may be cut.
    public struct Cut: Equatable, Sendable {
        /// The bytes before this place are whole records; zero if the block holds none.
        public var end: Int

        /// The LF bytes before `end`, those inside quotes included.
        public var lineEnds: Int

        /// A quote is open after the last byte: in the last block of a file, the file is broken.
        public var endsInsideQuotes: Bool

        /// Makes a cut; for tests.
        public init(end: Int, lineEnds: Int, endsInsideQuotes: Bool) {
            self.end = end
            self.lineEnds = lineEnds
            self.endsInsideQuotes = endsInsideQuotes
        }
    }

    private let dialect: CSVDialect

    /// Makes a cutter for files of one dialect.
    public init(_ dialect: CSVDialect) {
        self.dialect = dialect
    }

    /// Cuts the first `count` bytes, which 64 bytes of padding must follow; what these hold does not matter.
    ///
    /// In the last block of a file, what stands after the last line end is a record too.
    public func cut(_ bytes: Span<UInt8>, count: Int, isLast: Bool) -> Cut {
        precondition(count >= 0 && bytes.count - count >= 64)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return Cut(end: 0, lineEnds: 0, endsInsideQuotes: false) }
            return unsafe cut(base, count: count, isLast: isLast)
        }
    }

    private func cut(_ base: UnsafePointer<UInt8>, count: Int, isLast: Bool) -> Cut {
        var tracker = QuoteTracker(dialect)
        let quote = dialect.quote ?? 0
        let quotesCount: UInt64 = dialect.quote == nil ? 0 : ~0
        var end = 0
        var lineEnds = 0
        var lineEndsSeen = 0
        var word = 0
        while word < count {
            let left = count - word
            let valid: UInt64 = left >= 64 ? ~0 : ~(~0 << UInt64(left))
            let newlines = unsafe ck_equal_mask(base + word, UInt8(ascii: "\n")) & valid
            let quotes = unsafe ck_equal_mask(base + word, quote) & valid & quotesCount
            var inside = tracker.inside
            if quotes != 0 {
                let delimiters = unsafe ck_equal_mask(base + word, dialect.delimiter)
                inside = unsafe tracker.advance(
                    quotes: quotes,
                    delimiters: delimiters,
                    newlines: newlines,
                    word: word,
                    lineStart: end,
                    base: base
                ).inside
            }
            let ends = newlines & ~inside
            if ends != 0 {
                let last = 63 &- ends.leadingZeroBitCount
                end = word + last + 1
                lineEnds = lineEndsSeen + (newlines & (~0 >> UInt64(63 &- last))).nonzeroBitCount
            }
            lineEndsSeen += newlines.nonzeroBitCount
            word += 64
        }
        if isLast {
            end = count
            lineEnds = lineEndsSeen
        }
        return Cut(end: end, lineEnds: lineEnds, endsInsideQuotes: tracker.inside != 0)
    }
}
