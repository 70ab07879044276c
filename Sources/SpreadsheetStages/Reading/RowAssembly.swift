import ByteKernels
import StageKit

/// Makes rows of the elements of a sheet as they come, and hands them to `SheetRows`.
struct RowAssembly {
    /// The first thing that is wrong; nothing is taken after it.
    private(set) var fault: DeliveryFault? {
        didSet { isFaulty = fault != nil }
    }
    /// Asked for each cell, which the fault is too large for.
    private(set) var isFaulty = false
    var rows: SheetRows
    private let reading: CellReading
    private let part: String

    private var hasRoot = false
    /// Elements that are open: of cells, of rows, and of phonetic hints.
    private var openData = 0
    private var openRows = 0
    private var element = -1
    private var hints = 0

    private var rowNumber = 0
    /// Whether the last row said where it stands.
    private(set) var rowIsGiven = false
    private var column = -1
    private var kind = CellKind.number
    private var style = 0
    private var hasFormula = false
    private var hasValue = false
    private var hasInline = false
    private var value = ByteArena()
    private var inline = ByteArena()
    private var cells = SheetCells()

    init(_ rows: SheetRows, reading: CellReading, part: String) {
        self.rows = rows
        self.reading = reading
        self.part = part
    }

    // MARK: Events

    mutating func start(_ name: Int) {
        element = name
        guard !isFaulty else { return }
        switch name {
        case 1: openData += 1
        case 2 where isInData:
            openRows += 1
            // A row in a row is none.
            if openRows > 1 { break }
            rowNumber += 1
            rowIsGiven = false
            column = -1
            cells.removeAll()
            beginCell()
        case 3 where isInRow:
            column += 1
            beginCell()
        case 4: hasValue = true
        case 5: hasInline = true
        case 7: hints += 1
        case 8: hasFormula = true
        default: break
        }
        if !hasRoot, name != 0 { refuse("is no sheet with cells", "er ikke et ark med celler") }
        hasRoot = true
    }

    mutating func attribute(_ name: Int, _ value: Span<UInt8>) {
        guard isInRow, !isFaulty else { return }
        if element == 3 {
            switch name {
            case 0: placeCell(value)
            // Some writers leave it empty.
            case 1: style = value.count == 0 ? 0 : value.attributeNumber ?? .max
            default:
                guard let known = CellKind(value) else {
                    return refuse("has a cell of a kind that is not known", "har en celle af en ukendt slags")
                }
                kind = known
            }
        } else if element == 2, name == 0, openRows == 1 {
            guard let number = value.attributeNumber, number >= rowNumber, number <= CellReference.mostRows else {
                return refuse(
                    "has rows that are out of order or none",
                    "har rækker i forkert orden eller uden for arket"
                )
            }
            rowNumber = number
            rowIsGiven = true
        }
    }

    mutating func text(_ bytes: Span<UInt8>) {
        guard isInRow, !isFaulty else { return }
        if element == 4 {
            value.append(bytes)
        } else if element == 6, hints == 0, hasInline {
            inline.append(bytes)
        } else {
            return
        }
        if max(value.count, inline.count) > reading.format.maxCell {
            fault = XLSXFault.limit(
                .cell,
                reading.format.maxCell,
                "max_cell",
                part: part,
                row: UInt64(rowNumber)
            )
        }
    }

    mutating func end(_ name: Int) {
        element = -1
        if name == 7 { hints -= 1 }
        guard isInData, !isFaulty else { return }
        switch name {
        case 1: openData -= 1
        case 2:
            openRows -= 1
            if openRows > 0 { break }
            if rowNumber > CellReference.mostRows {
                return refuse("has more rows than a sheet can have", "har flere rækker, end et ark kan have")
            }
            if let found = rows.take(&cells, number: rowNumber) { fault = found }
        case 3 where isInRow: takeCell()
        default: break
        }
    }

    var isInData: Bool { openData > 0 }
    private var isInRow: Bool { openRows > 0 }

    // MARK: In stretches

    /// Whether what comes next is a row, and nothing of the rows before it matters but their place.
    var isBetweenRows: Bool { isInData && !isInRow && !isFaulty }

    /// How far the rows came. They are placed by their numbers, or by a cell of the last one.
    var place: SheetPlace {
        get { SheetPlace(row: rowNumber, dealtWith: rows.lastRow) }
        set {
            rowNumber = newValue.row
            rowIsGiven = false
            rows.lastRow = newValue.dealtWith
        }
    }

    /// Whether the last row is a record.
    var lastRowIsRecord: Bool { rows.lastRow == rowNumber }

    /// Forgets what was open, for another parser.
    mutating func restart() {
        fault = nil
        hasRoot = false
        openData = 0
        openRows = 0
        hints = 0
        element = -1
    }

    // MARK: Cells

    private mutating func beginCell() {
        kind = .number
        style = 0
        hasFormula = false
        hasValue = false
        hasInline = false
        value.removeAll()
        inline.removeAll()
    }

    private mutating func placeCell(_ text: Span<UInt8>) {
        guard let place = CellReference(text) else {
            return refuse("has a cell outside the sheet", "har en celle uden for arket")
        }
        if !rowIsGiven, place.row >= rowNumber, cells.isEmpty { rowNumber = place.row }
        rowIsGiven = true
        guard place.row == rowNumber else {
            return refuse(
                "has a cell that stands in another row than it says",
                "har en celle, der står i en anden række"
            )
        }
        column = place.column
    }

    private mutating func takeCell() {
        guard column < CellReference.mostColumns else {
            return refuse("has a cell outside the sheet", "har en celle uden for arket")
        }
        let range = reading.format.range
        guard range.columns.contains(column), range.rows.contains(rowNumber) else { return }
        let start = cells.bytes.count
        var kindBits: UInt32 = 0
        var rule: RuleHandle?
        switch kind {
        case .inline where hasInline:
            append(inline)
        case .text where hasValue, .inline where hasValue:
            append(value)
        case .text, .inline:
            guard hasFormula else { return }
            guard let broken = missingResult() else { return }
            rule = broken
        case _ where value.count == 0:
            guard hasFormula, let broken = missingResult() else { return }
            rule = broken
        case .shared, .number, .boolean, .date:
            do throws(CellReading.Failure) {
                (kindBits, rule) = try readValue()
            } catch {
                return refuse(error)
            }
        case .error:
            switch reading.format.errors {
            case .reject: rule = reading.rules.error
            case .missing:
                rows.note("errors")
                return
            case .text: rows.note("errors")
            }
            append(value)
        }
        guard cells.bytes.count <= reading.format.maxRecord else {
            fault = XLSXFault.limit(
                .row,
                reading.format.maxRecord,
                "max_record",
                part: part,
                row: UInt64(rowNumber)
            )
            return
        }
        cells.cells.append(
            SheetCells.Cell(
                column: column - range.columns.lowerBound,
                kind: kindBits,
                start: start,
                end: cells.bytes.count,
                rule: rule
            )
        )
    }

    private mutating func readValue() throws(CellReading.Failure) -> (UInt32, RuleHandle?) {
        let value = value
        var bytes = ByteArena()
        swap(&bytes, &cells.bytes)
        defer { swap(&bytes, &cells.bytes) }
        let result = value.withBytes(from: 0, count: value.count) { text in
            Result { () throws(CellReading.Failure) -> (UInt32, RuleHandle?) in
                switch kind {
                case .shared:
                    try reading.shared(text, to: &bytes)
                    return (0, nil)
                case .boolean: return reading.boolean(text, to: &bytes)
                case .number: return try reading.number(text, style: style, to: &bytes)
                default:
                    bytes.append(text)
                    return (0, nil)
                }
            }
        }
        return try result.get()
    }

    /// A formula without a result: nil when that is allowed.
    private mutating func missingResult() -> RuleHandle? {
        if reading.format.errors == .reject { return reading.rules.formula }
        rows.note("formulas_without_result")
        return nil
    }

    private mutating func append(_ text: ByteArena) {
        let start = cells.bytes.count
        cells.bytes.append(text, from: 0, count: text.count)
        guard text.withBytes(from: 0, count: text.count, { EscapedText.mayStand(in: $0) }) else { return }
        cells.bytes.cut(to: start)
        var copy = text
        var bytes = copy.take()
        EscapedText.decode(&bytes, from: 0)
        cells.bytes.append(bytes.span)
    }

    // MARK: Faults

    private mutating func refuse(_ english: String, _ danish: String) {
        let row = rowNumber > 0 ? UInt64(rowNumber) : nil
        fault = fault ?? XLSXFault.layout(part, english, danish, row: row)
    }

    private mutating func refuse(_ failure: CellReading.Failure) {
        let place = CellReference.letters(column) + "\(rowNumber)"
        switch failure {
        case .noSuchString:
            refuse(
                "has a cell, \(place), whose text is not among the shared strings",
                "har en celle, \(place), hvis tekst ikke er blandt de fælles tekster"
            )
        case .noSuchStyle:
            refuse(
                "has a cell, \(place), with a format that is not among the styles",
                "har en celle, \(place), med et format, der ikke er blandt typografierne"
            )
        }
    }
}
