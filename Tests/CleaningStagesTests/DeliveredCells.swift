import ByteKernels
import StageKit
import StageTesting

/// Cells of one field `x` as a reader leaves them, for what a test table cannot say: blanks at the ends, quotes,
/// encodings, and the form of the column afterwards.
struct DeliveredCells {
    let batch = RecordBatch()

    /// A cell that begins with a quote mark is a quoted one; nil is absent.
    init(_ cells: [String?], encoding: TextEncoding = .utf8) {
        batch.reset(fieldCount: 1)
        batch.encoding = encoding
        batch.deliveredNames = ["x"]
        batch.stride = 2
        for cell in cells {
            let flags =
                cell == nil ? RecordTable.absent : cell?.first == "\"" ? RecordTable.quoted : 0
            batch.table.append(UInt32(batch.block.count) | flags)
            let text = cell ?? ""
            batch.block += encoding == .utf8 ? Array(text.utf8) : text.unicodeScalars.map { UInt8($0.value) }
            batch.block.append(UInt8(ascii: ";"))
            batch.table.append(UInt32(batch.block.count))
        }
        batch.blockCount = batch.block.count
        batch.block += [UInt8](repeating: 0, count: 64)
        batch.recordCount = cells.count
        batch.beginRows()
        batch.settleAbsentCells()
    }

    /// The same texts as a stage before may have left them.
    func held(as form: Column.Form) -> DeliveredCells {
        let column = batch.column(0)
        if form == .coded { TextCoder().code(column, in: batch) }
        if form == .text {
            let field = Schema(textFields: ["x"]).fields[0]
            var texts = TextArena()
            for row in 0..<batch.rowCount { texts.append { batch.appendText(of: field, row: row, to: &$0) } }
            column.form = .text
            column.arena = texts.bytes
            column.offsets = texts.offsets
        }
        return self
    }

    /// Runs a free stage; the values of each row joined by `|`, `∅` with the reason where there is none.
    func run(_ stage: some TransformStage) throws -> [String] {
        let place = SourcePlace(file: "test.yaml", line: 1, column: 1)
        var context = StageContext(schema: Schema(textFields: ["x"]), place: place)
        guard let prepared = stage.prepare(&context), !context.hasErrors else { throw Mistakes(context.diagnostics) }
        if case .free(let makeWorker) = prepared { try makeWorker().process(batch) }
        return (0..<batch.rowCount).map { row in
            context.schema.fields.map { field in
                batch.text(of: field, row: row) ?? "∅" + batch.column(field.slot).state(row).name
            }.joined(separator: "|")
        }
    }
}
