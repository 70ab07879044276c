import ByteKernels
import StageKit
import StageTesting
import Testing

/// A batch of one field of text in the form asked for; nil is a missing value.
func batch(_ texts: [String?], form: Column.Form) throws -> RecordBatch {
    let batch = rawBatch(texts.map { Array(($0 ?? "").utf8) }, encoding: .utf8)
    let column = batch.column(0)
    for (row, text) in texts.enumerated() where text == nil {
        column.setState(.missing, row: row, rowCount: texts.count)
    }
    switch form {
    case .text:
        var arena = TextArena()
        for text in texts { arena.append(text ?? "") }
        column.arena = arena.bytes
        column.offsets = arena.offsets
        column.form = .text
    case .coded: TextCoder().code(column, in: batch)
    default: break
    }
    return batch
}

/// A batch of one raw field; cells that begin with a quote mark stand in quotes.
func rawBatch(_ cells: [[UInt8]], encoding: TextEncoding) -> RecordBatch {
    let batch = RecordBatch()
    batch.reset(fieldCount: 1)
    batch.encoding = encoding
    batch.stride = 2
    batch.block = []
    for cell in cells {
        let start = UInt32(batch.block.count)
        batch.table.append(cell.first == UInt8(ascii: "\"") ? start | RecordTable.quoted : start)
        batch.block += cell + [UInt8(ascii: "\n")]
        batch.table.append(UInt32(batch.block.count))
    }
    batch.blockCount = batch.block.count
    batch.block += [UInt8](repeating: 0, count: 64)
    batch.recordCount = cells.count
    batch.beginRows()
    return batch
}

/// The rows of the batches that a stage rejects, counted over all of them; the batches have a field `navn`.
func faultyRows(
    of stage: some TransformStage,
    _ batches: RecordBatch...,
    type: FieldType = .text
) throws -> [Int] {
    var schema = Schema()
    schema.add("navn", type: type)
    var context = StageContext(schema: schema, place: SourcePlace(file: "test.yaml", line: 1, column: 1))
    let prepared = try #require(stage.prepare(&context))
    switch prepared {
    case .schemaOnly: break
    case .free(let makeWorker):
        let worker = makeWorker()
        for batch in batches { try worker.process(batch) }
    case .ordered(let work):
        let (worker, decider) = (work.makeWorker(), work.makeDecider())
        for batch in batches {
            try worker.prepare(batch)
            try decider.decide(batch, prepared: worker)
        }
    }
    let fates = batches.flatMap { $0.fates[..<$0.rowCount] }
    return fates.indices.filter { fates[$0] == RecordBatch.Fate.faulty }
}
