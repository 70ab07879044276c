import ByteKernels
import StageKit

/// Sorts the rows of a sheet: those to skip, the header, the data, what follows it.
struct SheetRows {
    /// What is wanted of the sheet.
    enum Purpose {
        /// The number of columns.
        case width
        case head
        case records
    }

    /// Records that are not in a batch yet, in order.
    var segments: [SheetSegment] = []
    private(set) var head: SheetHead?
    /// For each field its column.
    private(set) var columns: [Int] = []
    /// The number of columns that have a value somewhere.
    private(set) var width = 0
    private(set) var counts: [String: Int] = [:]
    /// The last row that was dealt with.
    var lastRow: Int

    private let format: XLSXFormat
    private let purpose: Purpose
    private let rules: XLSXRules
    private let part: String
    private var merged: MergedCells?
    private var headerRows: [[Int: String]] = []
    private var firstHeaderRow = 0
    private var isBehindData = false

    /// Blank rows that take less are made at once.
    private static let smallGap = 4096
    /// Those of a stretch always are: there are not more of them than bytes.
    private let mostBlankEntries: Int
    /// Whether rows are looked at without those before them.
    private let isLookout: Bool
    /// More than a record table can point into is never reached.
    private static let mostBytes = 256 << 20

    init(_ format: XLSXFormat, purpose: Purpose, rules: XLSXRules, part: String, merged: MergedCells?) throws {
        self.format = format
        self.purpose = purpose
        self.rules = rules
        self.part = part
        self.merged = merged
        mostBlankEntries = Self.smallGap
        isLookout = false
        lastRow = format.range.rows.lowerBound - 1 + format.skipRows
        if format.headerRows == 0, purpose == .records { try bind(SheetHead(fields: format.fields ?? [])) }
    }

    /// For stretches of rows behind the header.
    init(_ layout: SheetLayout, isLookout: Bool) {
        format = layout.cells.format
        purpose = .records
        rules = layout.cells.rules
        part = layout.part
        head = layout.head
        columns = layout.columns
        lastRow = 0
        mostBlankEntries = .max
        self.isLookout = isLookout
    }

    /// Whether rows can be given away: nothing passes from row to row but where they stand.
    ///
    /// A footer decides for all rows behind it.
    var areIndependent: Bool { purpose == .records && head != nil && !isBehindData }

    /// Whether so many rows behind the last one may become records of one batch: kept blank rows can be many more than the
    /// rows that were delivered.
    func mayBecome(_ rows: Int, upTo number: Int) -> Bool { !format.keepsBlankRows || number - lastRow <= rows }

    /// Whether a merged range may give values to rows up to this one.
    func mayFill(upTo number: Int) -> Bool { merged?.reaches(lastRow + 1...max(lastRow + 1, number)) ?? false }

    /// Ends a count: notes so far.
    mutating func takeCounts() -> [String: Int] {
        defer { counts = [:] }
        return counts
    }

    mutating func note(_ name: String, _ count: Int = 1) { counts[name, default: 0] += count }

    /// Takes the cells of a row.
    /// - Returns: why the sheet is refused.
    mutating func take(_ row: inout SheetCells, number: Int) -> DeliveryFault? {
        do {
            try sort(&row, number: number)
            return nil
        } catch let fault as DeliveryFault {
            return fault
        } catch {
            return XLSXFault.layout(part, "cannot be read", "kan ikke læses", row: UInt64(number))
        }
    }

    /// The end of the sheet.
    mutating func finish() throws {
        if purpose != .width, head == nil, format.headerRows > 0 {
            guard firstHeaderRow > 0 else {
                throw DeliveryFault(
                    "xlsx.no_header",
                    en: "the sheet has no header: it ends before it",
                    da: "arket har ingen overskrift: det slutter før den",
                    hint: "name another with sheet, or look at skip_rows and header_rows"
                )
            }
            try endHeader()
        }
        if let merged, merged.filled > 0 { counts["merged_cells"] = merged.filled }
    }

    private mutating func sort(_ row: inout SheetCells, number: Int) throws {
        guard row.arrange() else {
            throw XLSXFault.layout(
                part,
                "has two cells in one place",
                "har to celler på samme sted",
                row: UInt64(number)
            )
        }
        let isBlank = row.isBlank
        if merged != nil { try fill(&row, number) }
        guard number > lastRow, number <= format.range.rows.upperBound, !isBehindData else {
            if !isBlank { note(isBehindData ? "footer_rows" : "skipped_rows") }
            return
        }
        if purpose == .width {
            if !isBlank { width = max(width, (row.cells.last { $0.end > $0.start }?.column ?? -1) + 1) }
            return
        }
        if head == nil {
            if firstHeaderRow == 0 {
                if isBlank { return }
                firstHeaderRow = number
            }
            if number - firstHeaderRow < format.headerRows {
                var texts: [Int: String] = [:]
                for cell in row.cells where cell.end > cell.start {
                    texts[cell.column] = String(decoding: row.text(cell), as: UTF8.self)
                }
                headerRows.append(texts)
                lastRow = number
                if number - firstHeaderRow == format.headerRows - 1 { try endHeader() }
                return
            }
            try endHeader()
        }
        if isBlank { return }
        if isFooter(row) {
            isBehindData = true
            note("footer_rows")
            return
        }
        guard purpose == .records else { return }
        try skipBlanks(before: number)
        try append(row, number)
        lastRow = number
    }

    private mutating func fill(_ row: inout SheetCells, _ number: Int) throws {
        var merged = self.merged
        self.merged = nil
        defer { self.merged = merged }
        let first = format.range.columns.lowerBound
        guard merged?.fill(&row, number: number, first: first, limit: format.maxRecord) ?? true else {
            throw XLSXFault.limit(
                .row,
                format.maxRecord,
                "max_record",
                part: part,
                row: UInt64(number)
            )
        }
        row.cells.removeAll { $0.column + first > format.range.columns.upperBound }
    }

    private mutating func endHeader() throws {
        let head = SheetHead(headerRows, row: firstHeaderRow, format: format)
        lastRow = max(lastRow, firstHeaderRow + format.headerRows - 1)
        if purpose == .records { try bind(head) } else { self.head = head }
    }

    private mutating func bind(_ head: SheetHead) throws {
        columns = try head.columns(of: format.fields ?? [], format)
        let ignored = head.names.count - columns.count
        if format.ignoresExtra, format.headerRows > 0, ignored > 0 { counts["ignored_fields"] = ignored }
        self.head = head
    }

    private func isFooter(_ row: SheetCells) -> Bool {
        guard !format.footer.isEmpty, let first = row.cells.first(where: { $0.end > $0.start }) else { return false }
        return row.text(first).starts(with: format.footer)
    }

    // MARK: Records

    private mutating func skipBlanks(before number: Int) throws {
        let gap = number - lastRow - 1
        if gap <= 0 || isLookout { return }
        guard format.keepsBlankRows else { return note("blank_rows", gap) }
        guard gap <= format.maxBlankRows else {
            throw XLSXFault.limit(
                .blankRows,
                format.maxBlankRows,
                "max_blank_rows",
                part: part,
                row: UInt64(number)
            )
        }
        let width = head?.names.count ?? 0
        if gap * (width + 1) > mostBlankEntries {
            var segment = SheetSegment()
            segment.blanks = gap
            segment.firstBlank = lastRow + 1
            segments.append(segment)
            return
        }
        if segments.isEmpty { segments.append(SheetSegment()) }
        let last = segments.count - 1
        for row in lastRow + 1..<number {
            segments[last].appendAbsent(width)
            segments[last].endRecord(row: row)
        }
    }

    private mutating func append(_ row: SheetCells, _ number: Int) throws {
        if segments.isEmpty { segments.append(SheetSegment()) }
        let last = segments.count - 1
        let width = head?.names.count ?? 0
        guard segments[last].bytes.count + row.bytes.count + width < Self.mostBytes else {
            throw XLSXFault.limit(
                .rows,
                Self.mostBytes,
                "max_record",
                part: part,
                row: UInt64(number)
            )
        }
        var next = 0
        var isBeyond = false
        for cell in row.cells {
            if cell.column >= width {
                if cell.end > cell.start { isBeyond = true }
                continue
            }
            if cell.column > next { segments[last].appendAbsent(cell.column - next) }
            segments[last].table.append(UInt32(truncatingIfNeeded: segments[last].bytes.count) | cell.kind)
            segments[last].bytes.append(row.bytes, from: cell.start, count: cell.end - cell.start)
            segments[last].bytes.append(0)
            if let rule = cell.rule {
                let record = segments[last].rows.count
                segments[last].faults.append(SheetSegment.Fault(record: record, column: cell.column, rule: rule))
            }
            next = cell.column + 1
        }
        segments[last].appendAbsent(width - next)
        if isBeyond {
            if format.ignoresExtra {
                note("rows_with_extra_cells")
            } else {
                let record = segments[last].rows.count
                segments[last].faults.append(SheetSegment.Fault(record: record, column: nil, rule: rules.beyond))
            }
        }
        segments[last].endRecord(row: number)
    }
}
