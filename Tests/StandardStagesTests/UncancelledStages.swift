import ByteKernels
import Dispatch
import StageKit

// Stages that break a promise when their run is cancelled: for tests of the promises themselves.

/// Waits for what never comes when its run is cancelled.
struct HangingValidator: QuirkyStage {
    static let declaration = StageDeclaration.quirky("validate.hang")
    @Option("Fields of text.")
    var fields: [TextField]

    static func work(on batch: RecordBatch, field: Field, rule: RuleHandle) {
        if Task.isCancelled { DispatchSemaphore(value: 0).wait() }
    }
}

/// Leaves a batch as it is when its run is cancelled, and says nothing.
struct LazyValidator: QuirkyStage {
    static let declaration = StageDeclaration.quirky("validate.idle")
    @Option("Fields of text.")
    var fields: [TextField]

    static func work(on batch: RecordBatch, field: Field, rule: RuleHandle) {
        if Task.isCancelled { return }
        for row in 0..<batch.rowCount where batch.text(of: field, row: row) == "Fanø" {
            batch.fault(row: row, rule: rule, slot: field.slot)
        }
    }
}

/// Says that it failed when its run is cancelled.
struct FailingValidator: QuirkyStage {
    static let declaration = StageDeclaration.quirky("validate.fail")
    @Option("Fields of text.")
    var fields: [TextField]

    static func work(on batch: RecordBatch, field: Field, rule: RuleHandle) throws {
        if Task.isCancelled { throw StageFailure(en: "was disturbed", da: "blev forstyrret") }
    }
}

/// Ends a batch in the middle when its run is cancelled and says so, as a stage may.
struct ObligingValidator: QuirkyStage {
    static let declaration = StageDeclaration.quirky("validate.oblige")
    @Option("Fields of text.")
    var fields: [TextField]

    static func work(on batch: RecordBatch, field: Field, rule: RuleHandle) throws { try Task.checkCancellation() }
}

/// Ends well whatever the batches beside it say.
struct SoothingValidator: TransformStage {
    static let declaration = StageDeclaration.quirky("validate.soothe")
    @Option("Fields of text.")
    var fields: [TextField]

    func prepare(_ context: inout StageContext) -> PreparedStage? {
        _ = context.fields(fields)
        _ = context.rule(.quirk)
        return .free { Worker() }
    }

    private final class Worker: BatchWorker, Attended {
        func attend(_ batches: () async throws -> Void) async throws { try? await batches() }
        func process(_ batch: RecordBatch) {}
    }
}

/// Writes nothing when its run is cancelled, and says nothing.
struct LazyWriter: Writer {
    static let declaration = StageDeclaration("write.idle", "Breaks a promise.", example: "path: x.txt")
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
        init(_ schema: Schema) { self.schema = schema }

        func encode(_ batch: RecordBatch, rows: [UInt32], into buffer: inout OutputBuffer) throws {
            for row in rows where !Task.isCancelled {
                for field in schema.fields { batch.appendText(of: field, row: Int(row), to: &buffer) }
                buffer.append(UInt8(ascii: "\n"))
            }
        }
    }
}
