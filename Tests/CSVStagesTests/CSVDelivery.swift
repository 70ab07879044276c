import ByteKernels
import StageKit
import StageTesting

@testable import CSVStages

/// A file as `read.csv` understands it.
struct CSVDelivery {
    let schema: Schema
    private(set) var rows: [[String]] = []
    private var batches: [RecordBatch] = []

    /// Nil if the file or any of its records is turned down.
    init?(_ stage: CSVReader, _ bytes: [UInt8]) throws {
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "a", line: 1, column: 1))
        ) { MemoryInput(bytes) }
        guard let prepared = stage.prepare(&context) else {
            // A header that cannot be used is found when the pipeline is checked.
            let mistakes = context.stage.diagnostics
            guard mistakes.allSatisfy({ $0.message.hasPrefix("the fields cannot be found in ") }) else {
                throw Mistakes(mistakes)
            }
            return nil
        }
        schema = context.stage.schema
        let source = prepared.makeSource()
        let parser = prepared.makeParser?()
        let input = MemoryInput(bytes)
        do {
            while true {
                let batch = RecordBatch()
                batch.reset(fieldCount: schema.slotCount)
                guard try source.fill(batch, from: input) else { return }
                try parser?.parse(batch)
                guard batch.unsplit.isEmpty else { return nil }
                for row in 0..<batch.rowCount {
                    rows.append(schema.fields.map { batch.text(of: $0, row: row) ?? "" })
                }
                batches.append(batch)
            }
        } catch is DeliveryFault {
            return nil
        }
    }

    /// What `write.csv` makes of it.
    func written(by writer: CSVWriter) throws -> [UInt8]? {
        var context = StageContext(schema: schema, place: SourcePlace(file: "a", line: 1, column: 1))
        guard let prepared = writer.prepare(&context) else { return nil }
        let encoder = prepared.makeEncoder()
        var buffer = OutputBuffer()
        for batch in batches {
            try encoder.encode(batch, rows: (0..<batch.rowCount).map { UInt32($0) }, into: &buffer)
        }
        return prepared.prefix + buffer.bytes
    }

    /// Whether what `write.csv` makes of it is read as the same again.
    func isKeptByTheWriter() throws -> Bool {
        let writer = try CSVWriter(yaml: "path: a.csv\ndelimiter: ;")
        let reader = try CSVReader(yaml: "path: a.csv\ndelimiter: ;\nblank_rows: keep")
        guard let bytes = try written(by: writer), let again = try CSVDelivery(reader, bytes) else { return false }
        return again.schema.names == schema.names && again.rows == rows
    }
}
