import StageKit
import StageTesting

/// Cells as a reader leaves them: in quotes, in Latin-1, or with the kind that JSON gave them.
struct RawDelivery {
    /// One cell of a delivery.
    struct Cell: ExpressibleByStringLiteral {
        var text: String
        var flags: UInt32

        init(stringLiteral text: String) { self.init(text, 0) }
        init(_ text: String, _ flags: UInt32) {
            self.text = text
            self.flags = flags
        }
        /// In quotes, which `text` holds.
        static func quoted(_ text: String) -> Cell { Cell("\"\(text)\"", RecordTable.quoted) }
        static func number(_ text: String) -> Cell { Cell(text, RecordTable.number) }
        static func boolean(_ text: String) -> Cell { Cell(text, RecordTable.boolean) }
        static var absent: Cell { Cell("", RecordTable.absent) }
    }

    let schema: Schema
    let batch = RecordBatch()

    /// A column of cells.
    init(_ cells: [Cell], encoding: FileEncoding = .utf8) { self.init(fields: ["x"], cells.map { [$0] }, encoding) }

    init(fields: [String], _ rows: [[Cell]], _ encoding: FileEncoding = .utf8) {
        schema = Schema(textFields: fields)
        batch.reset(fieldCount: fields.count)
        batch.encoding = encoding.ofCells
        batch.deliveredNames = fields
        batch.stride = fields.count + 1
        for row in rows {
            for cell in row {
                batch.table.append(UInt32(batch.block.count) | cell.flags)
                switch encoding {
                case .utf8: batch.block += cell.text.utf8
                default: batch.block += cell.text.unicodeScalars.map { UInt8($0.value) }
                }
                batch.block.append(UInt8(ascii: ";"))
            }
            batch.table.append(UInt32(batch.block.count))
        }
        batch.blockCount = batch.block.count
        batch.block += [UInt8](repeating: 0, count: 64)
        batch.recordCount = rows.count
        batch.beginRows()
        batch.settleAbsentCells()
    }

    /// Makes the column hold the same texts in another form.
    func held(as form: Column.Form) -> RawDelivery {
        for field in schema.fields {
            let column = batch.column(field.slot)
            switch form {
            case .coded: TextCoder().code(column, in: batch)
            case .text:
                var texts = TextArena()
                for row in 0..<batch.rowCount { texts.append { batch.appendText(of: field, row: row, to: &$0) } }
                column.form = .text
                column.arena = texts.bytes
                column.offsets = texts.offsets
            default: break
            }
        }
        return self
    }

    /// Runs a stage; gives each row's values joined by blanks, `∅` with the reason, and the rule of a fault.
    func run(_ stage: some TransformStage) throws -> [String] {
        var context = StageContext(schema: schema, place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        guard let prepared = stage.prepare(&context), !context.hasErrors else { throw Mistakes(context.diagnostics) }
        let earlier = batch.faults.count
        if case .free(let makeWorker) = prepared { try makeWorker().process(batch) }
        var rows = (0..<batch.rowCount).map { row in
            context.schema.fields.map { field in
                let state = batch.column(field.slot).state(row)
                let text = batch.text(of: field, row: row)
                return (text ?? "∅") + (state == .present || state == .missing ? "" : state.name)
            }.joined(separator: " ")
        }
        for index in earlier..<batch.faults.count {
            rows[Int(batch.faults.rows[index])] += " " + context.rules[Int(batch.faults.rules[index])].rule
        }
        return rows
    }
}
