/// Splits a text into rows, forgivingly: what a reader refuses is marked and taken as letters.
struct RowSplitter {
    private let text: [UInt8]
    private let dialect: Dialect
    private var at = 0
    private var line = 1
    private let lineEnd: UInt8

    init(_ text: [UInt8], _ dialect: Dialect) {
        self.text = text
        self.dialect = dialect
        // Old files of the Macintosh end their lines in CR alone.
        lineEnd = text.contains(UInt8(ascii: "\n")) ? UInt8(ascii: "\n") : UInt8(ascii: "\r")
    }

    /// The first rows of a text.
    static func rows(of text: [UInt8], _ dialect: Dialect, limit: Int = .max) -> [Row] {
        var splitter = RowSplitter(text, dialect)
        var rows: [Row] = []
        while rows.count < limit, let row = splitter.next() { rows.append(row) }
        return rows
    }

    mutating func next() -> Row? {
        guard at < text.count else { return nil }
        let start = at
        var row = Row(line: line, bytes: start..<start)
        while true {
            readCell(&row)
            if at < text.count, isDelimiter(at) {
                at += dialect.delimiter.count
                continue
            }
            break
        }
        row.bytes = start..<endOfText(at, from: start)
        if at < text.count {
            at += 1
            line += 1
        }
        return row
    }

    private func isDelimiter(_ place: Int) -> Bool {
        guard let first = dialect.delimiter.first, text[place] == first else { return false }
        if dialect.delimiter.count == 1 { return true }
        return text[place...].starts(with: dialect.delimiter)
    }

    private func endOfText(_ end: Int, from start: Int) -> Int {
        end > start && lineEnd == UInt8(ascii: "\n") && text[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
    }

    private mutating func readCell(_ row: inout Row) {
        let start = at
        if let quote = dialect.quote, at < text.count, text[at] == quote, let inner = readQuoted(quote) {
            row.cells.append(inner)
            row.quoted.append(true)
            // What follows the closing quote up to the delimiter is out of place.
            let behind = at
            skipToEndOfCell()
            if endOfText(at, from: start) > behind { row.isTorn = true }
            return
        }
        skipToEndOfCell()
        let end = at < text.count && text[at] != lineEnd ? at : endOfText(at, from: start)
        if let quote = dialect.quote, text[start..<end].contains(quote) { row.isTorn = true }
        row.cells.append(start..<max(start, end))
        row.quoted.append(false)
    }

    private mutating func skipToEndOfCell() {
        while at < text.count, text[at] != lineEnd, !isDelimiter(at) { at += 1 }
    }

    /// Steps over a quoted cell; nil, without a step, when its quote is never closed.
    private mutating func readQuoted(_ quote: UInt8) -> Range<Int>? {
        var place = at + 1
        var lines = 0
        // A cell of more than a mebibyte is a quote that was never closed.
        let limit = min(text.count, at + (1 << 20))
        while place < limit {
            let byte = text[place]
            if let escape = dialect.escape, byte == escape, place + 1 < limit {
                place += 2
                continue
            }
            if byte == quote {
                if place + 1 < limit, text[place + 1] == quote {
                    place += 2
                    continue
                }
                let inner = at + 1..<place
                at = place + 1
                line += lines
                return inner
            }
            if byte == lineEnd { lines += 1 }
            place += 1
        }
        return nil
    }
}
