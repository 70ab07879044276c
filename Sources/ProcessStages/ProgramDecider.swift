import StageKit

/// The one program of a run, for batches as they came.
final class ProgramDecider: OrderedDecider, Attended {
    private let share: ProgramShare

    init(_ plan: ProgramPlan) { share = ProgramShare(plan) }

    func decide(_ batch: RecordBatch, prepared: any OrderedWorker) throws {
        let fates = batch.fates
        var rows: [UInt32] = []
        rows.reserveCapacity(fates.count)
        for row in 0..<fates.count where fates[row] == RecordBatch.Fate.kept { rows.append(UInt32(row)) }
        try share.process(rows, of: batch)
    }

    func attend(_ batches: () async throws -> Void) async throws { try await share.attend(batches) }
}

/// There is nothing to do out of order.
final class IdleWorker: OrderedWorker {
    func prepare(_ batch: RecordBatch) {}
}
