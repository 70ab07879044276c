/// Which rows of a table are title, header, headings between the records, and footer.
struct HeadGuess {
    /// The lines before the header.
    private(set) var skippedLines = 0
    /// The rows of the header, joined later; empty when there is none.
    private(set) var headerRows: [Row] = []
    /// The first record, as a place among the rows.
    private(set) var firstRecord = 0
    /// The number of cells of a record.
    let width: Int
    /// Rows between records that fill their first cell alone.
    private(set) var headings = 0
    /// The first row behind the last record.
    private(set) var footer: Row?
    private(set) var footerRows = 0
    private(set) var evidence = Phrase("", da: "")
    /// For each column of the body, whether most of its cells are numbers, dates or signs.
    private(set) var isTyped: [Bool]
    /// For each column, whether its numbers are years.
    private var holdsYears: [Bool] = []

    private let text: [UInt8]
    private let notations = DateNotations()

    /// - Parameters:
    ///   - rows: as the dialect splits them, comments left out.
    ///   - isWhole: whether the last of them is the last of the file.
    init(_ rows: [Row], text: [UInt8], width: Int, isWhole: Bool) {
        self.text = text
        self.width = width
        isTyped = []
        isTyped = typedColumns(rows)
        if isWhole { findFooter(rows) }
        findHead(rows)
    }

    private func shape(_ row: Row, _ column: Int) -> ValueShape {
        column < row.cells.count
            ? ValueShape(text[row.cells[column]], dates: notations) : ValueShape([], dates: notations)
    }

    private func isTyped(_ shape: ValueShape) -> Bool {
        let other: Readings = [.dateTime, .boolean, .personal]
        return shape.readings.isNumber || shape.dates != 0 || !shape.readings.isDisjoint(with: other)
    }

    private func fills(_ row: Row) -> Bool {
        row.cells.count == width && row.filled > (width == 1 ? 0 : max(1, width / 4))
    }

    /// Judged by the rows in the middle, where neither title nor footer is.
    private mutating func typedColumns(_ rows: [Row]) -> [Bool] {
        let full = rows.filter { fills($0) }
        let skip = full.count > 4 ? min(8, max(2, full.count / 4)) : full.count / 2
        let body = full.dropFirst(skip).prefix(400)
        return (0..<width).map { column in
            var typed = 0
            var present = 0
            var years = 0
            for row in body {
                let shape = shape(row, column)
                if shape.readings.contains(.blank) || shape.readings.contains(.sign) { continue }
                present += 1
                if isTyped(shape) { typed += 1 }
                if shape.readings.contains(.year) { years += 1 }
            }
            holdsYears.append(years * 2 > present)
            return present > 0 && typed * 10 >= present * 7
        }
    }

    // MARK: The head

    private mutating func findHead(_ rows: [Row]) {
        let end = footer.flatMap { last in rows.firstIndex { $0.line == last.line } } ?? rows.count
        guard let first = rows[..<end].firstIndex(where: { fills($0) }) else { return }
        let typedCount = isTyped.count { $0 }
        var record = first
        if typedCount > 0 {
            record = rows[first..<end].firstIndex { isRecord($0, typedCount) } ?? end
        } else if looksLikeHeader(rows[first], rows[first..<end]) {
            record = rows[(first + 1)..<max(first + 1, end)].firstIndex { fills($0) } ?? first + 1
        }
        firstRecord = record
        // Going up from the first record: blank rows and headings, then the header.
        var top = record
        if top > 0, !isOnlyName(rows[top - 1]) { while top > 0, !fillsAsHeader(rows[top - 1]) { top -= 1 } }
        let bottom = top
        if top > 0, isOnlyName(rows[top - 1]) { top -= 1 }
        while top > 0, bottom - top < 4, fillsAsHeader(rows[top - 1]), top == bottom || isUpperHeader(rows[top - 1]) {
            top -= 1
        }
        headerRows = Array(rows[top..<bottom])
        headings = countHeadings(rows[bottom..<end])
        if headerRows.isEmpty { headings = countHeadings(rows[first..<end]) }
        let above = headerRows.first ?? (first < rows.count ? rows[first] : nil)
        let linesAbove = (above?.line ?? 1) - 1
        skippedLines = rows[..<(headerRows.isEmpty ? first : top)].contains { !$0.bytes.isEmpty } ? linesAbove : 0
        evidence = headEvidence(typedCount)
    }

    /// Whether the typed columns of a row hold what they should.
    private func isRecord(_ row: Row, _ typedCount: Int) -> Bool {
        guard fills(row) else { return false }
        var typed = 0
        var texts = 0
        var years = 0
        for column in 0..<width where isTyped[column] {
            let shape = shape(row, column)
            if shape.readings.contains(.blank) || shape.readings.contains(.sign) { continue }
            if isTyped(shape) { typed += 1 } else { texts += 1 }
            if shape.readings.contains(.year), !holdsYears[column] { years += 1 }
        }
        if typed == 0 || texts > typed { return false }
        // A header of years above other numbers.
        return years < 2 || years * 2 <= typed
    }

    private func fillsAsHeader(_ row: Row) -> Bool {
        row.cells.count == width && (width == 1 ? row.filled == 1 : row.filled >= 2)
    }

    /// A row over a column of figures alone: the other columns have no name.
    private func isOnlyName(_ row: Row) -> Bool {
        guard width > 1, row.cells.count == width, row.filled == 1,
            let place = row.cells.firstIndex(where: { !$0.isEmpty })
        else { return false }
        return place > 0 && isTyped[place]
    }

    /// The upper row of a header of several has gaps over which its names reach, or is text alone.
    private func isUpperHeader(_ row: Row) -> Bool {
        !row.cells.indices.contains { column in
            let shape = shape(row, column)
            return isTyped(shape) && !shape.readings.contains(.year)
        }
    }

    /// In a table of texts alone: names are all there, differ, and are not values further down.
    private func looksLikeHeader(_ row: Row, _ rows: ArraySlice<Row>) -> Bool {
        let names = row.cells.map { Array(text[$0]) }
        guard !names.contains([]), Set(names).count == names.count else { return false }
        for (column, name) in names.enumerated() {
            for other in rows.dropFirst().prefix(500) where column < other.cells.count {
                if text[other.cells[column]].elementsEqual(name) { return false }
            }
        }
        return !row.cells.indices.contains { isTyped(shape(row, $0)) }
    }

    private func countHeadings(_ rows: ArraySlice<Row>) -> Int {
        guard width > 2 else { return 0 }
        return rows.count { $0.filled == 1 && !($0.cells.first?.isEmpty ?? true) }
    }

    private func headEvidence(_ typedCount: Int) -> Phrase {
        if headerRows.isEmpty {
            return Phrase(
                "the first row looks like the records below it, so there are no names",
                da: "første række ligner posterne under den, så der er ingen navne"
            )
        }
        let line = headerRows.first?.line ?? 1
        guard typedCount > 0 else {
            return Phrase(
                "the names on line \(line) differ and are no values further down; all columns are text",
                da: "navnene på linje \(line) er forskellige og står ikke længere nede; alle kolonner er tekst"
            )
        }
        return Phrase(
            "names from line \(line), above \(typedCount) columns with numbers or dates",
            da: "navne fra linje \(line) over \(typedCount) kolonner med tal eller datoer"
        )
    }

    // MARK: The foot

    /// Rows at the end that fill one cell at most, or have other cells than the records.
    private mutating func findFooter(_ rows: [Row]) {
        guard width > 2, rows.count > 2 else { return }
        var start = rows.count
        while start > 0, !isBodyRow(rows[start - 1]) { start -= 1 }
        while start < rows.count, rows[start].isEmpty { start += 1 }
        guard start > 0, start < rows.count, rows.count - start < max(60, rows.count / 2) else { return }
        footer = rows[start]
        footerRows = rows[start...].count { !$0.isEmpty }
    }

    private func isBodyRow(_ row: Row) -> Bool { row.cells.count > 1 && row.filled > max(1, width / 4) }
}
