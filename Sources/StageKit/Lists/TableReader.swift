import ByteKernels

/// Reads a table and finds every mistake in it.
struct TableReader {
    /// What is wrong with the file, each with its place in it.
    private(set) var mistakes = ListMistakes()

    private let name: String
    private let source: [UInt8]
    private var delimiter = UInt8(ascii: ",")
    private var at: TablePosition
    private var cells = TableCells()
    /// Whether the row has quotes out of place, so that the number of its cells says nothing.
    private var isTorn = false

    /// The largest file; a table is held in memory, with its places in 32 bits.
    static let maximumBytes = 1 << 28

    /// Takes the file that an option names.
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let path = node.text, !path.isEmpty else {
            throw Mistakes("expected the path of a CSV file, found \(node.kind)", at: node.place)
        }
        let resource = try scope.loadResource(path, node.place)
        guard resource.bytes.count <= Self.maximumBytes else {
            throw Mistakes("'\(path)' is larger than 256 MiB", at: node.place, hint: "a table is held in memory")
        }
        name = resource.name
        source = resource.bytes
        let start = source.starts(with: TablePosition.byteOrderMark) ? TablePosition.byteOrderMark.count : 0
        at = TablePosition(offset: start, line: 1)
    }

    /// The rows that have the cells of the header; what is wrong with the others is in `mistakes`.
    mutating func read() -> Table {
        checkEncoding()
        skipBlankLines()
        delimiter = findDelimiter()
        guard readRow() else {
            let place = SourcePlace(file: name, line: 1, column: 1)
            mistakes.add("the file is empty", at: place, hint: "its first line names the columns")
            return Table(name: name, columns: [], rowCount: 0, cells: TableCells(), source: source)
        }
        let columns = (0..<cells.count).map { cells.text($0) }
        checkHeader(columns)
        cells.removeCells(from: 0)
        var rowCount = 0
        while readRow() {
            let count = cells.count - rowCount * columns.count
            if count == columns.count {
                rowCount += 1
            } else {
                if !isTorn { reportRagged(count: count, width: columns.count) }
                cells.removeCells(from: rowCount * columns.count)
            }
        }
        return Table(name: name, columns: columns, rowCount: rowCount, cells: cells, source: source)
    }

    // MARK: Rows and cells

    /// Appends the cells of the next row that is not blank; false at the end of the file.
    private mutating func readRow() -> Bool {
        skipBlankLines()
        guard at.offset < source.count else { return false }
        isTorn = false
        while true {
            readCell()
            guard at.offset < source.count, source[at.offset] == delimiter else { return true }
            step(1)
        }
    }

    private mutating func readCell() {
        let start = at
        if at.offset < source.count, source[at.offset] == quote {
            readQuoted(from: start)
            if !isAtCellEnd { report("text after the closing quote", at: at, hint: quoteHint) }
        }
        while !isAtCellEnd {
            if source[at.offset] == quote, !isTorn {
                report("a quote inside a cell that does not begin with one", at: at, hint: quoteHint)
            }
            cells.append(source[at.offset])
            step(1)
        }
        cells.endCell(startedAt: start)
    }

    /// Reads from one quote to its partner.
    private mutating func readQuoted(from start: TablePosition) {
        step(1)
        while at.offset < source.count {
            let isQuote = source[at.offset] == quote
            let isDouble = isQuote && at.offset + 1 < source.count && source[at.offset + 1] == quote
            if isQuote, !isDouble { return step(1) }
            cells.append(source[at.offset])
            step(isDouble ? 2 : 1)
        }
        report("the quote is never closed", at: start, hint: quoteHint)
    }

    private var isAtCellEnd: Bool {
        at.offset >= source.count || source[at.offset] == delimiter || lineEndLength > 0
    }

    private var lineEndLength: Int {
        switch source[at.offset] {
        case UInt8(ascii: "\n"): 1
        case UInt8(ascii: "\r") where at.offset + 1 == source.count: 1
        case UInt8(ascii: "\r") where source[at.offset + 1] == UInt8(ascii: "\n"): 2
        default: 0
        }
    }

    private mutating func skipBlankLines() {
        while at.offset < source.count, lineEndLength > 0 { step(lineEndLength) }
    }

    private mutating func step(_ count: Int) { at.advance(to: at.offset + count, in: source) }

    private var quote: UInt8 { UInt8(ascii: "\"") }

    private let quoteHint = "a cell with a quote in it stands in quotes, and each quote inside is doubled"

    // MARK: Mistakes

    private mutating func report(_ message: String, at position: TablePosition, hint: String) {
        isTorn = true
        mistakes.add(message, at: position.place(in: source, file: name, length: 1), hint: hint)
    }

    /// At the first cell too many, or behind the last one.
    private mutating func reportRagged(count: Int, width: Int) {
        let position = count > width ? cells.starts[cells.count - count + width] : at
        mistakes.add(
            "the row has \(count) cells, the header \(width)",
            at: position.place(in: source, file: name, length: 1),
            hint: "put a text that holds the delimiter in quotes"
        )
    }

    private mutating func checkHeader(_ columns: [String]) {
        for (index, column) in columns.enumerated() {
            let place = cells.starts[index].place(in: source, file: name, length: column.count)
            if column.isEmpty {
                mistakes.add("column \(index + 1) has no name", at: place)
            } else if columns[..<index].contains(column) {
                mistakes.add("two columns are named '\(column)'", at: place)
            }
        }
    }

    /// One mistake a line, so that a file in another encoding and a file with one torn line can be told apart.
    private mutating func checkEncoding() {
        guard UTF8Check.firstInvalid(in: source.span) != nil else { return }
        var start = TablePosition(offset: 0, line: 1)
        while start.offset < source.count {
            let lineEnd = source[start.offset...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
            if let invalid = UTF8Check.firstInvalid(in: source.span.extracting(start.offset..<lineEnd)) {
                let position = TablePosition(offset: start.offset + invalid, line: start.line)
                let place = position.place(in: source, file: name, length: 1)
                mistakes.add("this is not UTF-8", at: place, hint: "save the file as UTF-8")
            }
            start.advance(to: lineEnd + 1, in: source)
        }
    }

    private func findDelimiter() -> UInt8 {
        let header = source[at.offset...].prefix { $0 != UInt8(ascii: "\n") }
        let semicolon = UInt8(ascii: ";")
        return header.contains(semicolon) && !header.contains(UInt8(ascii: ",")) ? semicolon : UInt8(ascii: ",")
    }
}
