import StageKit

/// Stages that need something beside them while there are batches.
struct AttendedStages {
    private var stages: [(stage: Int, worker: any Attended)] = []

    init(_ workers: some Sequence<(stage: Int, worker: AnyObject)>) {
        for (stage, worker) in workers {
            if let worker = worker as? any Attended { stages.append((stage, worker)) }
        }
    }

    /// Carries out `batches` with all that is needed beside, the first stage outermost.
    /// - Throws: what `batches` throws; `StageFault` for what a stage says of it.
    func attend(_ batches: () async throws -> Void) async throws {
        try await attend(from: 0, batches)
    }

    private func attend(from place: Int, _ batches: () async throws -> Void) async throws {
        guard place < stages.count else { return try await batches() }
        do {
            try await stages[place].worker.attend { try await attend(from: place + 1, batches) }
        } catch let failure as StageFailure {
            throw StageFault(stage: stages[place].stage, failure: failure)
        }
    }
}
