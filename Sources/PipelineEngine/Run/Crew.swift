import StageKit
import Synchronization

/// What the tasks of a run share, and the loop that each of them runs.
///
/// There is no task that hands out work: each takes the next block of its input when it is free, and passes the
/// turnstiles in the order of the batches. So no more batches are in memory than there are tasks.
struct Crew: Sendable {
    let plan: Plan
    let inputs: [InputState]
    let outputs: [OutputState]
    let lists: [RejectLists]
    /// Ordered stages of each input's own chain, by stage.
    let ownOrdered: [[Int: OrderedStage]]
    /// Ordered stages after the junction and of outputs, by stage.
    let commonOrdered: [Int: OrderedStage]
    /// The last turnstile: who has passed it has its records in the output files.
    let exit: Turnstile
    let permits: Permits
    let tally: RunTally
    let options: RunOptions
    let totalBytes: Int64
    /// Whether the first rejected record ends the run.
    var refusesRejects = false

    /// The greatest number of inputs that are read ahead of the one whose turn it is.
    private static let inputsAhead = 4

    /// Runs until every input is read to its end, or one batch fails.
    /// - Throws: the failure of the first batch, in order, that failed; `CancellationError` when cancelled.
    func work() async throws {
        let deciders = (ownOrdered + [commonOrdered]).flatMap { stages in
            stages.sorted { $0.key < $1.key }.map { (stage: $0.key, worker: $0.value.decider as AnyObject) }
        }
        try await AttendedStages(deciders).attend {
            await takeInputs()
            if let failure = tally.failure { throw failure }
        }
    }

    private func takeInputs() async {
        await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self) { group in
                var nextInput = 0
                func start() {
                    guard nextInput < inputs.count else { return }
                    let index = nextInput
                    nextInput += 1
                    group.addTask { await self.workOn(input: index) }
                }
                for _ in 0..<Self.inputsAhead { start() }
                while await group.next() != nil { start() }
            }
        } onCancel: {
            fail(CancellationError())
        }
    }

    private func workOn(input: Int) async {
        let workers = options.limit == nil ? options.workers : 1
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<workers {
                group.addTask {
                    await permits.take()
                    await Worker(self, input: input).work()
                    permits.giveBack()
                }
            }
        }
    }

    /// Ends the run: the first failure counts.
    func fail(_ error: any Error) {
        tally.fail(error)
        for input in inputs { input.turnstile.abort() }
        for stages in ownOrdered { for stage in stages.values { stage.turnstile.abort() } }
        for stage in commonOrdered.values { stage.turnstile.abort() }
        exit.abort()
    }

    /// Tells all turnstiles that an input has no more batches.
    func end(input: Int, batches: Int) {
        for stage in ownOrdered[input].values { stage.turnstile.end(input: 0, batches: batches) }
        for stage in commonOrdered.values { stage.turnstile.end(input: input, batches: batches) }
        exit.end(input: input, batches: batches)
    }
}
