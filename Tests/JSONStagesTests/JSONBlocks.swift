import StageKit
import StageTesting

@testable import JSONStages

/// What a reader of JSON makes of a delivery when its blocks have some size: rows and rejects with their places and
/// their records as delivered.
struct JSONBlocks: Equatable {
    var rows: [String] = []
    /// The values of each row alone.
    var values: [String] = []
    var rejects: [String] = []
    var fault: DeliveryFault?
    var counts: [String: Int] = [:]

    init(_ reader: JSONLinesReader, _ bytes: [UInt8], blockSize: Int) throws {
        try self.init(bytes, blockSize) { reader.prepare(&$0) }
    }

    init(_ reader: JSONReader, _ bytes: [UInt8], blockSize: Int) throws {
        try self.init(bytes, blockSize) { reader.prepare(&$0) }
    }

    private init(_ bytes: [UInt8], _ blockSize: Int, prepare: (inout ReaderContext) -> PreparedReader?) throws {
        let place = SourcePlace(file: "test.yaml", line: 1, column: 1)
        var context = ReaderContext(stage: StageContext(schema: Schema(), place: place)) { MemoryInput(bytes) }
        guard let prepared = prepare(&context) else { throw Mistakes(context.stage.diagnostics) }
        let source = prepared.makeSource()
        let parser = prepared.makeParser?()
        let input = MemoryInput(bytes, chunk: 5)
        let schema = context.stage.schema
        // One batch after another in the same memory, as in a run.
        let batch = RecordBatch()
        batch.targetBytes = blockSize
        do {
            while true {
                batch.reset(fieldCount: schema.slotCount)
                guard try source.fill(batch, from: input) else { break }
                try parser?.parse(batch)
                take(batch, schema, context.stage.rules)
            }
        } catch let refusal as DeliveryFault {
            fault = refusal
            // What came before a fault in the same block is lost with it; nothing of the file is used.
            rows = []
            values = []
            rejects = []
        }
        counts = fault == nil ? parser?.counts ?? [:] : [:]
    }

    private mutating func take(_ batch: RecordBatch, _ schema: Schema, _ rules: [Rejection]) {
        for row in 0..<batch.rowCount {
            let values = schema.fields.map { batch.text(of: $0, row: row) ?? "∅" }
            self.values.append(values.joined(separator: "|"))
            let record = batch.recordBytes(row).map { String(decoding: batch.block[$0], as: UTF8.self) } ?? ""
            rows.append("\(batch.line(ofRow: row)) \(values.joined(separator: "|")) \(record)")
        }
        for record in batch.unsplit {
            let text = String(decoding: batch.block[record.bytes], as: UTF8.self)
            let line = batch.firstLine + UInt64(record.line)
            rejects.append(
                "\(line) \(rows.count - batch.rowCount + record.row) \(rules[Int(record.rule.index)].rule) \(text)"
            )
        }
    }
}
