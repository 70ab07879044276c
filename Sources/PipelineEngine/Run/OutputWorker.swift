import ByteKernels
import StageKit

/// One worker's share of an output: stages of its own, and the bytes of a batch for each file.
final class OutputWorker {
    /// What a batch adds to one file.
    struct Chunk {
        var path: String
        var rowCount: Int
        var buffer: SharedBuffer
    }

    /// A buffer that is used for one batch after another.
    final class SharedBuffer {
        var bytes = OutputBuffer()

        func withSpan(_ body: (Span<UInt8>) throws -> Void) throws {
            // Out of the object while it is used: a span cannot be taken from where others might change it.
            var own = OutputBuffer()
            swap(&own, &bytes)
            defer { swap(&own, &bytes) }
            try body(own.span)
        }
    }

    /// What a batch adds to an output.
    struct Result {
        var chunks: [Chunk] = []
        var written: UInt64 = 0
        var dropped: UInt64 = 0
        var made: UInt64 = 0
        /// Faults of rules that flag or stop.
        var faults: RejectEncoder.Lines?
    }

    private let plan: OutputPlan
    let chain: ChainWorker
    private let encoder: any BatchEncoder
    private var router: ValueRouter
    private var spare: [SharedBuffer] = []

    init(_ plan: OutputPlan, ordered: [Int: OrderedStage], stageCount: Int) {
        self.plan = plan
        chain = ChainWorker(plan.steps, ordered: ordered, stageCount: stageCount)
        encoder = plan.writer.makeEncoder()
        router = ValueRouter(plan.path)
    }

    /// Encodes the rows that are left of a batch.
    func encode(_ original: RecordBatch, ticket: Turnstile.Ticket, faults: RejectEncoder) async throws -> Result {
        var result = Result()
        var batch = original
        if !plan.steps.isEmpty {
            batch = original.fork()
            try await chain.process(batch, ticket: ticket)
            if batch.faults.count > 0 { result.faults = faults.lines(of: batch, limit: 0) }
        }
        var rows: [UInt32] = []
        rows.reserveCapacity(batch.rowCount)
        for row in 0..<batch.rowCount where batch.fates[row] == RecordBatch.Fate.kept { rows.append(UInt32(row)) }
        result.written = UInt64(rows.count)
        if batch !== original {
            // A fork counts from nought.
            result.made = UInt64(batch.madeRows)
            // Rows that left before the fork are not this output's.
            let before = original.fates.count { $0 == RecordBatch.Fate.kept }
            result.dropped = UInt64(before + Int(result.made) - rows.count)
        }
        if let path = plan.path.literal {
            result.chunks = [try chunk(path: path, rows: rows, of: batch)]
        } else {
            for group in try router.groups(of: rows, in: batch) {
                result.chunks.append(try chunk(path: group.path, rows: group.rows, of: batch))
            }
        }
        return result
    }

    private func chunk(path: String, rows: [UInt32], of batch: RecordBatch) throws -> Chunk {
        let buffer = spare.popLast() ?? SharedBuffer()
        buffer.bytes.removeAll()
        if !rows.isEmpty { try encoder.encode(batch, rows: rows, into: &buffer.bytes) }
        return Chunk(path: path, rowCount: rows.count, buffer: buffer)
    }

    /// Takes buffers back that have been written.
    func reuse(_ result: Result) {
        for chunk in result.chunks where spare.count < 128 { spare.append(chunk.buffer) }
    }

    /// What the stages did, for the report.
    func takeTally() -> StageTally { chain.takeTally() }
}
