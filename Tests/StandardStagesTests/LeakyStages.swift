import ByteKernels
import StageKit
import Synchronization

// Stages that keep what has passed them: for tests of the promises themselves.

/// Keeps the text of each record in an array, and does nothing with it.
struct KeepingValidator: TransformStage {
    static let declaration = StageDeclaration.quirky("validate.keep")
    @Option("Fields of text.")
    var fields: [TextField]

    func prepare(_ context: inout StageContext) -> PreparedStage? {
        guard let field = context.fields(fields).first else { return nil }
        _ = context.rule(.quirk)
        return .free {
            var texts: [String] = []
            return QuirkyWorker { batch in
                for row in 0..<batch.rowCount { if let text = batch.text(of: field, row: row) { texts.append(text) } }
            }
        }
    }
}

/// Keeps the values that it is asked for in what its workers share.
struct SharingValidator: TransformStage {
    private final class Hoard: Sendable {
        private let texts = Mutex<[String]>([])
        func add(_ text: String) { texts.withLock { $0.append(text) } }
    }

    static let declaration = StageDeclaration.quirky("validate.share")
    @Option("Fields of text.")
    var fields: [TextField]

    func prepare(_ context: inout StageContext) -> PreparedStage? {
        guard let field = context.fields(fields).first else { return nil }
        _ = context.rule(.quirk)
        let hoard = Hoard()
        return .free {
            QuirkyWorker { batch in
                for row in 0..<batch.rowCount { if let text = batch.text(of: field, row: row) { hoard.add(text) } }
            }
        }
    }
}

/// Keeps each batch in its worker.
struct BatchKeepingNormalizer: QuirkyStage {
    static let declaration = StageDeclaration.quirky("normalize.keep")
    @Option("Fields of text.")
    var fields: [TextField]

    func prepare(_ context: inout StageContext) -> PreparedStage? {
        guard context.fields(fields).first != nil else { return nil }
        _ = context.rule(.quirk)
        return .free {
            var batches: [RecordBatch] = []
            return QuirkyWorker { batches.append($0) }
        }
    }

    static func work(on batch: RecordBatch, field: Field, rule: RuleHandle) {}
}

/// Keeps the numbers of all records, and decides nothing by them.
struct KeepingDecider: TransformStage {
    static let declaration = StageDeclaration.quirky("validate.keep_order")
    @Option("Fields of text.")
    var fields: [TextField]

    func prepare(_ context: inout StageContext) -> PreparedStage? {
        _ = context.fields(fields)
        _ = context.rule(.quirk)
        return .ordered(OrderedWork(makeWorker: { Idle() }, makeDecider: { Decider(isTold: false) }))
    }

    final class Idle: OrderedWorker { func prepare(_ batch: RecordBatch) {} }

    final class Decider: OrderedDecider {
        private var lines: [UInt64] = []
        private let isTold: Bool

        init(isTold: Bool) { self.isTold = isTold }

        func decide(_ batch: RecordBatch, prepared: any OrderedWorker) {
            for row in 0..<batch.rowCount { lines.append(batch.line(ofRow: row)) }
        }

        var heldBytes: Int { isTold ? 8 * lines.count : 0 }
    }
}

/// Keeps the numbers of all records and tells how many bytes they take: as stages that hold state do.
struct TellingDecider: TransformStage {
    static let declaration = StageDeclaration.quirky("validate.tell_order")
    @Option("Fields of text.")
    var fields: [TextField]

    func prepare(_ context: inout StageContext) -> PreparedStage? {
        _ = context.fields(fields)
        _ = context.rule(.quirk)
        return .ordered(
            OrderedWork(makeWorker: { KeepingDecider.Idle() }, makeDecider: { KeepingDecider.Decider(isTold: true) })
        )
    }
}

/// Keeps the bytes of each batch.
struct KeepingWriter: Writer {
    static let declaration = StageDeclaration("write.keep", "Breaks a promise.", example: "path: x.txt")
    @Option("Where the file goes.")
    var path: OutputPath

    func prepare(_ context: inout StageContext) -> PreparedWriter? {
        let schema = context.schema
        return PreparedWriter(description: FileDescription(format: "txt", mediaType: "text/plain")) {
            Encoder(schema)
        }
    }

    private final class Encoder: BatchEncoder {
        private let schema: Schema
        private var written: [[UInt8]] = []

        init(_ schema: Schema) { self.schema = schema }

        func encode(_ batch: RecordBatch, rows: [UInt32], into buffer: inout OutputBuffer) throws {
            let before = buffer.count
            for row in rows {
                for field in schema.fields { batch.appendText(of: field, row: Int(row), to: &buffer) }
                buffer.append(UInt8(ascii: "\n"))
            }
            written.append(Array(buffer.bytes[before...]))
        }
    }
}
