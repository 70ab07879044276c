import StageKit

/// The workers of a stage, as a run has them.
struct StageCrew {
    private let free: [any BatchWorker]
    private let ordered: [any OrderedWorker]
    private let decider: (any OrderedDecider)?

    init(_ prepared: PreparedStage, workers: Int) {
        var free: [any BatchWorker] = []
        var ordered: [any OrderedWorker] = []
        var decider: (any OrderedDecider)?
        switch prepared {
        case .schemaOnly: break
        case .free(let makeWorker): for _ in 0..<workers { free.append(makeWorker()) }
        case .ordered(let work):
            for _ in 0..<workers { ordered.append(work.makeWorker()) }
            decider = work.makeDecider()
        }
        self.free = free
        self.ordered = ordered
        self.decider = decider
    }

    /// Whether batches may come in any order.
    var isFree: Bool { decider == nil }

    /// What it tells that it holds; nil where it holds nothing, or where nobody but another program could tell.
    var heldBytes: Int? { decider is any Attended ? nil : decider?.heldBytes }

    /// Carries out `batches` with all that the workers need beside them.
    func attend(_ batches: () async throws -> Void) async throws {
        var attended = free.compactMap { $0 as? any Attended } + ordered.compactMap { $0 as? any Attended }
        if let decider = decider as? any Attended { attended.append(decider) }
        try await Self.attend(attended[...], batches)
    }

    private static func attend(
        _ attended: ArraySlice<any Attended>,
        _ batches: () async throws -> Void
    ) async throws {
        guard let first = attended.first else { return try await batches() }
        try await first.attend { try await attend(attended.dropFirst(), batches) }
    }

    /// Has one of the workers do a batch.
    func take(_ batch: RecordBatch, worker: Int) throws {
        if !free.isEmpty { try free[worker % free.count].process(batch) }
        guard let decider else { return }
        let own = ordered[worker % ordered.count]
        try own.prepare(batch)
        try decider.decide(batch, prepared: own)
    }

    /// Judges the whole table.
    func finish() throws -> [RuleHandle] { try decider?.finish() ?? [] }
}
