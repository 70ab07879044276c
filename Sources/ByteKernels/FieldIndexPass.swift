import CKernels

/// One walk over a block on behalf of `FieldIndexer`, which gives it a larger table whenever it asks.
///
/// The table grows at the end: the entries of a record are written as they are found, and taken back if it turns
/// out that they make no row. `FieldIndexer` makes it where the block is borrowed and lets it go there.
@safe struct FieldIndexPass {
    private let indexer: FieldIndexer
    private let base: UnsafePointer<UInt8>
    private let count: Int
    private let columns: Int

    private var tracker: QuoteTracker
    private var word = 0
    private var nextNUL: Int

    /// The next free entry, and the first of the record that is being read.
    private var next = 1
    private var rowStart = 0

    /// The record that is being read.
    private var start = 0
    private var line = 0
    private var seen = Seen()

    private var rows = 0
    private var lines: [UInt32]
    private var malformed: [MalformedRecord]
    private var paddedRows = 0
    private var truncatedRows = 0
    private var blankLines = 0
    private var commentLines = 0

    /// Whether the whole block is done.
    private(set) var isFinished = false

    /// What stands in the record that is being read, as bits of which only "any" matters.
    private struct Seen {
        var quotes: UInt64 = 0
        var strayQuotes: UInt64 = 0
        var lineBreaks = 0
    }

    init(_ indexer: FieldIndexer, base: UnsafePointer<UInt8>, count: Int, index: FieldIndex) {
        self.indexer = indexer
        unsafe self.base = unsafe base
        self.count = count
        columns = indexer.columns
        tracker = QuoteTracker(indexer.dialect)
        nextNUL = unsafe Int(ck_find_byte(base, 0, Int64(count)))
        lines = index.lines
        malformed = index.malformed
    }

    /// The entries that one word of the block can add at most, with what is written too much.
    private var roomForWord: Int {
        indexer.ragged.pads ? 65 * (columns + 2) + 72 : 65 + 65 + 72
    }

    /// The table to begin with: enough for fields of eight bytes and more.
    var firstRoom: Int { count / 8 + count / 32 + roomForWord }

    /// The table that is needed to go on.
    var neededRoom: Int { next + roomForWord }

    /// Goes on until the block is done or the table is full.
    mutating func run(entries: UnsafeMutablePointer<UInt32>, room: Int) {
        let lastStart = room - roomForWord
        let delimiter = indexer.dialect.delimiter
        let quote = indexer.dialect.quote ?? 0
        let quotesCount: UInt64 = indexer.dialect.quote == nil ? 0 : ~0
        // No byte has the value 256.
        let comment = indexer.dialect.comment.map(Int.init) ?? 256
        // What changes with each word is held in locals, or every access would go to memory.
        var word = word
        var next = next
        unsafe entries[rowStart] = UInt32(truncatingIfNeeded: start)
        while word < count {
            guard next <= lastStart else {
                self.word = word
                self.next = next
                return
            }
            let left = count - word
            let valid: UInt64 = left >= 64 ? ~0 : ~(~0 << UInt64(left))
            let masks = unsafe ck_find_csv(base + word, delimiter, quote)
            let newlines = masks.newlines & valid
            var quotes = masks.quotes & valid & quotesCount
            var ends = newlines
            var separators = (masks.delimiters & valid) | newlines
            var strays: UInt64 = 0
            var breaks: UInt64 = 0
            if quotes | tracker.inside != 0 {
                let found = unsafe tracker.advance(
                    quotes: quotes,
                    delimiters: masks.delimiters,
                    newlines: newlines,
                    word: word,
                    lineStart: start,
                    base: base
                )
                strays = quotes & ~found.counting
                breaks = newlines & found.inside
                ends &= ~found.inside
                separators &= ~found.inside
            }
            let first = UInt32(truncatingIfNeeded: word &+ 1)
            while ends != 0 {
                let end = word &+ ends.trailingZeroBitCount
                // The bits up to and with the line end.
                let record = ends ^ (ends &- 1)
                ends &= ends &- 1
                let places = separators & record
                unsafe ck_write_places(entries + next, places, first)
                next &+= places.nonzeroBitCount
                separators &= ~record
                let fieldsFit = next &- rowStart == columns &+ 1
                let isPlain = (quotes & record) | seen.quotes | (breaks & record) == 0 && seen.lineBreaks == 0
                if unsafe fieldsFit && isPlain && end < nextNUL && Int(base[start]) != comment
                    && (columns > 1 || end > start)
                {
                    if unsafe end > start && base[end &- 1] == UInt8(ascii: "\r") {
                        unsafe entries[next &- 1] = UInt32(truncatingIfNeeded: end)
                        if columns == 1 && end &- 1 == start {
                            self.next = next
                            unsafe endRecord(at: end, entries: entries)
                            next = self.next
                            continue
                        }
                    }
                    if line != rows { noteLine() }
                    rows &+= 1
                    line &+= 1
                    rowStart = next
                    start = end &+ 1
                    unsafe entries[next] = UInt32(truncatingIfNeeded: start)
                    next &+= 1
                } else {
                    seen.quotes |= quotes & record
                    seen.strayQuotes |= strays & record
                    seen.lineBreaks &+= (breaks & record).nonzeroBitCount
                    self.next = next
                    unsafe endRecord(at: end, entries: entries)
                    next = self.next
                }
                quotes &= ~record
                strays &= ~record
                breaks &= ~record
            }
            unsafe ck_write_places(entries + next, separators, first)
            next &+= separators.nonzeroBitCount
            seen.quotes |= quotes
            seen.strayQuotes |= strays
            if breaks != 0 { seen.lineBreaks &+= breaks.nonzeroBitCount }
            word &+= 64
        }
        self.word = word
        self.next = next
        guard next <= lastStart else { return }
        if start < count {
            unsafe entries[next] = UInt32(truncatingIfNeeded: count &+ 1)
            self.next &+= 1
            unsafe endRecord(at: count, entries: entries)
        }
        isFinished = true
    }

    /// Hands over what was found beside the table.
    consuming func finish(_ index: inout FieldIndex) {
        index.rows = rows
        index.lines = lines
        index.malformed = malformed
        index.paddedRows = paddedRows
        index.truncatedRows = truncatedRows
        index.blankLines = blankLines
        index.commentLines = commentLines
        index.endsInsideQuotes = tracker.inside != 0
    }

    /// Ends a record of which nothing is taken for granted; `place` is its line end, or the end of the block.
    @inline(never)
    private mutating func endRecord(at place: Int, entries: UnsafeMutablePointer<UInt32>) {
        var end = place
        if unsafe place < count && end > start && base[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        unsafe entries[next - 1] = UInt32(truncatingIfNeeded: end + 1)
        let isBlank = end == start && indexer.blankLines == .skip
        let isComment = unsafe end > start && base[start] == indexer.dialect.comment
        if isBlank || isComment {
            next = rowStart
            if isBlank { blankLines += 1 } else { commentLines += 1 }
        } else if let fault = unsafe fault(end: end, entries: entries) {
            malformed.append(
                MalformedRecord(
                    row: rows,
                    line: UInt32(truncatingIfNeeded: line),
                    start: UInt32(truncatingIfNeeded: start),
                    end: UInt32(truncatingIfNeeded: end),
                    fields: next - rowStart - 1,
                    fault: fault
                )
            )
            next = rowStart
        } else {
            unsafe fitRow(end: end, entries: entries)
            if line != rows { noteLine() }
            rows += 1
        }
        while nextNUL <= place && nextNUL < count {
            nextNUL = unsafe place + 1 + Int(ck_find_byte(base + place + 1, 0, Int64(max(0, count - place - 1))))
        }
        line += 1 + seen.lineBreaks
        seen = Seen()
        start = place + 1
        rowStart = next
        unsafe entries[next] = UInt32(truncatingIfNeeded: start)
        next += 1
    }

    /// Marks the quoted fields of the record, and says what is wrong with it.
    private func fault(end: Int, entries: UnsafeMutablePointer<UInt32>) -> MalformedRecord.Fault? {
        if nextNUL < end { return .nulByte }
        if end == count && tracker.inside != 0 { return .openQuote }
        if seen.quotes != 0 {
            let areClosed = unsafe markQuotedFields(entries: entries)
            if indexer.quotes == .strict && (!areClosed || seen.strayQuotes != 0) {
                return firstQuoteFault(end: end)
            }
        }
        let fields = next - rowStart - 1
        if fields < columns && !indexer.ragged.pads { return .tooFewFields }
        if fields > columns && !indexer.ragged.truncates { return .tooManyFields }
        return nil
    }

    /// Sets the bit of each field that begins with a quote, and says whether all of them end with one.
    private func markQuotedFields(entries: UnsafeMutablePointer<UInt32>) -> Bool {
        guard let quote = indexer.dialect.quote else { return true }
        var areClosed = true
        var start = unsafe entries[rowStart]
        for place in rowStart..<(next - 1) {
            let following = unsafe entries[place + 1]
            // An empty last field stands at the end of the block, and what its first byte is does not matter.
            if unsafe following &- start > 1 && base[Int(start)] == quote {
                unsafe entries[place] = start | FieldEntry.quotedBit
                if unsafe following &- start < 3 || base[Int(following) - 2] != quote { areClosed = false }
            }
            start = following
        }
        return areClosed
    }

    /// Goes over a record byte by byte for the first quote in a wrong place.
    private func firstQuoteFault(end: Int) -> MalformedRecord.Fault {
        var startsField = true
        var isInside = false
        var afterQuote = false
        for place in start..<end {
            let byte = unsafe base[place]
            if isInside {
                isInside = byte != indexer.dialect.quote
                afterQuote = !isInside
            } else if byte == indexer.dialect.delimiter {
                startsField = true
                afterQuote = false
            } else if byte == indexer.dialect.quote && (startsField || afterQuote) {
                isInside = true
                startsField = false
            } else if afterQuote {
                return .textAfterQuote
            } else if byte == indexer.dialect.quote {
                return .strayQuote
            } else {
                startsField = false
            }
        }
        return .strayQuote
    }

    /// Makes the entries of a record those of a row.
    private mutating func fitRow(end: Int, entries: UnsafeMutablePointer<UInt32>) {
        let fields = next - rowStart - 1
        if fields < columns {
            for column in fields..<columns {
                let entry = FieldEntry(offset: end + 1 + column - fields, kind: .absent)
                unsafe entries[rowStart + column] = entry.rawValue
            }
            unsafe entries[rowStart + columns] = UInt32(truncatingIfNeeded: end + 1 + columns - fields)
            paddedRows += 1
        } else if fields > columns {
            unsafe entries[rowStart + columns] &= FieldEntry.offsetMask
            truncatedRows += 1
        }
        next = rowStart + columns + 1
    }

    /// Keeps the line of the row that is about to be added, if rows and lines have ever differed.
    @inline(never)
    private mutating func noteLine() {
        // From here on every row gets its line; those before were each the line of their number.
        while lines.count < rows { lines.append(UInt32(truncatingIfNeeded: lines.count)) }
        lines.append(UInt32(truncatingIfNeeded: line))
    }
}
