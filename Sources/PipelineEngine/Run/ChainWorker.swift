import StageKit

/// The ordered half of a stage with its place in the line; touched only by the task whose turn it is.
///
/// `@unchecked`: the decider is called between `wait` and `advance` of the turnstile alone, which lets one task in at a
/// time and orders their memory accesses.
final class OrderedStage: @unchecked Sendable {
    let turnstile: Turnstile
    let decider: any OrderedDecider

    init(_ work: OrderedWork, permits: Permits) {
        turnstile = Turnstile(permits: permits)
        decider = work.makeDecider()
    }
}

/// One worker's share of a chain of stages.
final class ChainWorker {
    private enum Work {
        case free(any BatchWorker)
        case ordered(any OrderedWorker, OrderedStage)
    }

    private let steps: [(stage: Int, work: Work)]
    private var tally: StageTally

    /// - Parameter ordered: the shared halves of the ordered stages, by stage.
    init(_ chain: [ChainStep], ordered: [Int: OrderedStage], stageCount: Int) {
        tally = StageTally(stageCount: stageCount)
        steps = chain.compactMap { step in
            switch step.work {
            case .schemaOnly: return nil
            case .free(let makeWorker): return (step.stage, .free(makeWorker()))
            case .ordered(let work):
                guard let shared = ordered[step.stage] else { return nil }
                return (step.stage, .ordered(work.makeWorker(), shared))
            }
        }
    }

    /// The workers, each with its stage.
    var workers: [(stage: Int, worker: AnyObject)] {
        steps.map { step in
            switch step.work {
            case .free(let worker): (step.stage, worker)
            case .ordered(let worker, _): (step.stage, worker)
            }
        }
    }

    /// Takes a batch through every step.
    /// - Throws: `StageFault` when a stage fails.
    func process(_ batch: RecordBatch, ticket: Turnstile.Ticket) async throws {
        for (stage, work) in steps {
            var start = System.now()
            let made = batch.madeRows
            let dropped = batch.droppedRows
            do {
                switch work {
                case .free(let worker): try worker.process(batch)
                case .ordered(let worker, let shared):
                    try worker.prepare(batch)
                    let prepared = System.now()
                    try await shared.turnstile.wait(ticket)
                    // The time in the line is not the stage's.
                    start += System.now() - prepared
                    try shared.decider.decide(batch, prepared: worker)
                    shared.turnstile.advance()
                }
            } catch let error as CancellationError {
                throw error
            } catch let fault as DeliveryFault {
                throw fault.of(batch.fileName)
            } catch {
                throw StageFault(stage: stage, failure: StageFailure(error))
            }
            tally.add(
                stage: stage,
                nanoseconds: System.now() - start,
                made: batch.madeRows - made,
                dropped: batch.droppedRows - dropped
            )
        }
    }

    /// What the stages did, for the report.
    func takeTally() -> StageTally {
        defer { tally = StageTally(stageCount: tally.nanoseconds.count) }
        return tally
    }
}

/// A stage failed: its own fault, not that of a record.
struct StageFault: Error {
    var stage: Int
    var failure: StageFailure
}

/// What stages did, by stage.
struct StageTally: Sendable {
    private(set) var nanoseconds: [Int64]
    private(set) var made: [UInt64]
    private(set) var dropped: [UInt64]

    init(stageCount: Int) {
        nanoseconds = Array(repeating: 0, count: stageCount)
        made = Array(repeating: 0, count: stageCount)
        dropped = Array(repeating: 0, count: stageCount)
    }

    mutating func add(stage: Int, nanoseconds time: Int64, made rows: Int, dropped droppedRows: Int) {
        nanoseconds[stage] += time
        made[stage] += UInt64(max(0, rows))
        dropped[stage] += UInt64(max(0, droppedRows))
    }

    mutating func add(_ other: StageTally) {
        for index in nanoseconds.indices {
            nanoseconds[index] += other.nanoseconds[index]
            made[index] += other.made[index]
            dropped[index] += other.dropped[index]
        }
    }
}
