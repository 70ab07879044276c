import ByteKernels
public import StageKit

/// A small table as text, for tests: a header line and rows, cells separated by ` | `, `∅` for a missing value.
///
/// `∅suppressed` gives the reason. A header cell such as `procent:number` types the field; without a type it is text.
public struct TestTable: Sendable {
    /// The fields with their types.
    public let schema: Schema
    /// The cells, row by row; nil where a value is missing.
    private(set) var cells: [[String?]]
    private var states: [[ValueState]]

    /// Reads a table; each row must have as many cells as the header.
    public init(_ text: String) throws {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Self.cells)
        guard let header = lines.first else { throw TestTableFault("a table begins with its header") }
        var schema = Schema()
        for cell in header {
            let parts = cell.split(separator: ":", maxSplits: 1).map(String.init)
            let type = parts.count == 2 ? FieldType(rawValue: parts[1]) : .text
            guard let name = parts.first, let type else { throw TestTableFault("no field type in '\(cell)'") }
            schema.add(name, type: type)
        }
        self.schema = schema
        let rows = lines.dropFirst().filter { $0 != [""] }
        guard rows.allSatisfy({ $0.count == header.count }) else {
            throw TestTableFault("every row has the cells of the header")
        }
        cells = rows.map { row in row.map { $0.hasPrefix("∅") ? nil : $0 } }
        states = rows.map { row in row.map(Self.state) }
    }

    private static func cells(of line: Substring) -> [String] {
        var cells: [String] = []
        var rest = line
        while let bar = rest.firstIndex(of: "|") {
            cells.append(trimmed(rest[..<bar]))
            rest = rest[rest.index(after: bar)...]
        }
        return cells + [trimmed(rest)]
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    private static func state(_ cell: String) -> ValueState {
        guard cell.hasPrefix("∅") else { return .present }
        let name = cell.dropFirst()
        if name == "invalid" { return .invalid }
        return ValueState.named.first { $0.name == name } ?? .missing
    }

    /// All rows, by their numbers.
    var rows: Range<Int> { cells.indices }

    /// The table with one text in place of the values of a field; in all rows unless told.
    func replacing(valuesOf field: Field, with text: String, in rows: Range<Int>? = nil) -> TestTable {
        var copy = self
        for row in rows ?? cells.indices where cells[row][field.slot] != nil { copy.cells[row][field.slot] = text }
        return copy
    }

    /// The table with no values at all, for one reason.
    func withoutValues(for reason: ValueState) -> TestTable {
        var copy = self
        copy.cells = cells.map { $0.map { _ in nil } }
        copy.states = states.map { $0.map { _ in reason } }
        return copy
    }

    /// The table with its rows again and again, until there are as many as asked for.
    func repeated(toRows count: Int) -> TestTable {
        var copy = self
        while !cells.isEmpty, copy.cells.count < count {
            let row = copy.cells.count % cells.count
            copy.cells.append(cells[row])
            copy.states.append(states[row])
        }
        return copy
    }

    /// The table with its rows in the opposite order.
    func reversed() -> TestTable {
        var copy = self
        copy.cells.reverse()
        copy.states.reverse()
        return copy
    }

    /// The first row once for each text, which is then the value of a field.
    func rows(with texts: [String], for field: Field) -> TestTable {
        var copy = withoutRows()
        guard let row = cells.first, let state = states.first else { return copy }
        for text in texts {
            var (cells, states) = (row, state)
            cells[field.slot] = text
            states[field.slot] = .present
            copy.cells.append(cells)
            copy.states.append(states)
        }
        return copy
    }

    /// The table without rows.
    func withoutRows() -> TestTable {
        var copy = self
        copy.cells = []
        copy.states = []
        return copy
    }

    /// The rows in batches of at most `size` rows; line 1 is the header.
    /// - Parameter form: how text columns arrive.
    public func batches(of size: Int, form: TextForm = .raw) throws -> [RecordBatch] {
        var batches: [RecordBatch] = []
        let form = form == .latin1 && !isLatin1 ? .raw : form
        for start in stride(from: 0, to: max(cells.count, 1), by: size) {
            let batch = try batch(start..<min(start + size, cells.count), form: form)
            form.give(to: batch, schema: schema)
            batches.append(batch)
        }
        return batches
    }

    private func batch(_ rows: Range<Int>, form: TextForm) throws -> RecordBatch {
        let batch = RecordBatch()
        let fields = schema.fields
        batch.reset(fieldCount: fields.count)
        batch.fileName = "table"
        batch.deliveredNames = schema.names
        batch.firstLine = UInt64(rows.lowerBound + 2)
        batch.stride = fields.count + 1
        batch.block = []
        if form == .latin1 { batch.encoding = .latin1 }
        for row in rows {
            for column in fields.indices {
                let start = UInt32(batch.block.count)
                if let cell = cells[row][column] {
                    batch.table.append(form == .quoted ? start | RecordTable.quoted : start)
                    batch.block += bytes(of: cell, form: form)
                } else {
                    batch.table.append(start | RecordTable.absent)
                }
                batch.block.append(UInt8(ascii: "\n"))
            }
            batch.table.append(UInt32(batch.block.count))
        }
        batch.blockCount = batch.block.count
        batch.block += [UInt8](repeating: 0, count: 64)
        batch.recordCount = rows.count
        batch.beginRows()
        for field in fields {
            let column = batch.column(field.slot)
            for (row, source) in rows.enumerated() {
                column.setState(states[source][field.slot], row: row, rowCount: rows.count)
            }
            try type(column, as: field.type, rows: rows)
        }
        return batch
    }

    private var isLatin1: Bool {
        cells.allSatisfy { $0.allSatisfy { ($0 ?? "").unicodeScalars.allSatisfy { $0.value < 0x100 } } }
    }

    /// A cell as a sender would deliver it.
    private func bytes(of cell: String, form: TextForm) -> [UInt8] {
        switch form {
        case .quoted: Array("\"\(cell.replacing("\"", with: "\"\""))\"".utf8)
        case .latin1: cell.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        default: Array(cell.utf8)
        }
    }

    /// Fills the typed form of a column, as a notation stage would.
    private func type(_ column: Column, as type: FieldType, rows: Range<Int>) throws {
        guard type != .text else { return }
        column.form = type == .number || type == .decimal ? .decimals : .integers
        column.offsets = [0]
        for row in rows {
            let text = cells[row][column.source] ?? (type == .date ? "1970-01-01" : type == .boolean ? "false" : "0")
            let bytes = Array(text.utf8)
            switch type {
            case .integer:
                guard let value = Int64(text) else { throw TestTableFault("'\(text)' is no whole number") }
                column.integers.append(value)
            case .boolean: column.integers.append(text == "true" ? 1 : 0)
            case .date:
                guard case .date(let date) = try DatePattern("yyyy-MM-dd").parse(bytes.span, from: 0, to: bytes.count)
                else { throw TestTableFault("'\(text)' is no date") }
                column.integers.append(Int64(date.days))
            default:
                switch Decimal64.parse(bytes.span, from: 0, to: bytes.count, mark: .point) {
                case .value(let number):
                    column.integers.append(number.mantissa)
                    column.scales.append(number.scale)
                case .tooLong:
                    column.integers.append(Int64(column.offsets.count - 1))
                    column.scales.append(Column.wideScale)
                    column.arena += bytes
                    column.offsets.append(UInt32(column.arena.count))
                case .notANumber: throw TestTableFault("'\(text)' is no number")
                }
            }
        }
    }
}

/// A test table or a stage under test is not as it should be.
public struct TestTableFault: Error, CustomStringConvertible {
    /// What is wrong.
    public let description: String
    /// Says what is wrong.
    public init(_ description: String) { self.description = description }
}
