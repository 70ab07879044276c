import StageKit
import StageTesting

@testable import XMLStages

/// The batches that a reader makes of a delivery, and the fault that ended it.
struct Delivery {
    private(set) var batches: [RecordBatch] = []
    private(set) var fault: DeliveryFault?

    init(_ reader: XMLReader, _ text: String, chunk: Int = .max) throws {
        do {
            try Self.read(reader, MemoryInput(Array(text.utf8), chunk: chunk), next: RecordBatch.init) {
                batches.append($0)
            }
        } catch let found as DeliveryFault {
            fault = found
        }
    }

    /// Reads as the engine does, with batches from `next`.
    static func read(
        _ reader: XMLReader,
        _ input: any ByteInput,
        next: () -> RecordBatch,
        body: (RecordBatch) -> Void
    ) throws {
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        ) { nil }
        guard let prepared = reader.prepare(&context) else { throw Mistakes(context.stage.diagnostics) }
        let source = prepared.makeSource()
        let parser = prepared.makeParser?()
        while true {
            let batch = next()
            batch.reset(fieldCount: context.stage.schema.slotCount)
            guard try source.fill(batch, from: input) else { break }
            try parser?.parse(batch)
            body(batch)
            if let fault = batch.faultBehindRows { throw fault }
        }
    }
}

extension RecordBatch {
    /// The delivered values row by row; nil where a cell is absent.
    var values: [[String?]] { (0..<rowCount).map(values) }

    func values(ofRow row: Int) -> [String?] {
        columns.map { column in
            let cell = cell(of: column, row: row)
            return cell.isAbsent ? nil : String(decoding: cellBytes[cell.start..<cell.end], as: UTF8.self)
        }
    }
}
