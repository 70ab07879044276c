import StageKit

/// One worker's program, for any batch.
final class ProgramWorker: BatchWorker, Attended {
    private let share: ProgramShare

    init(_ plan: ProgramPlan) { share = ProgramShare(plan) }

    func process(_ batch: RecordBatch) throws {
        let fates = batch.fates
        var rows: [UInt32] = []
        rows.reserveCapacity(fates.count)
        for row in 0..<fates.count where fates[row] != RecordBatch.Fate.dropped { rows.append(UInt32(row)) }
        try share.process(rows, of: batch)
    }

    func attend(_ batches: () async throws -> Void) async throws { try await share.attend(batches) }
}
