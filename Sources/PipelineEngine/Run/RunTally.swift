import StageKit
import Synchronization

/// The numbers of a run, added up batch by batch.
final class RunTally: Sendable {
    /// The number of rejected fields that the terminal shows.
    let shownRejects: Int

    struct Input: Sendable {
        var read: UInt64 = 0
        var made: UInt64 = 0
        var rejected: UInt64 = 0
        var dropped: UInt64 = 0
        var kept: UInt64 = 0
        var flagged: UInt64 = 0
        var leniencies: [String: Int] = [:]
    }

    struct Numbers: Sendable {
        var inputs: [Input]
        /// For each kind of fault and each input the number of faults.
        var faults: [FaultKind: [UInt64]] = [:]
        var stages: StageTally
        var firstRejects: [RunResult.RejectedField] = []
        var rejectedFields: UInt64 = 0
        var failure: (any Error)?

        mutating func add(_ count: UInt64, of kind: FaultKind, input: Int) {
            faults[kind, default: Array(repeating: 0, count: inputs.count)][input] += count
        }
    }

    private let numbers: Mutex<Numbers>

    init(plan: Plan, options: RunOptions) {
        shownRejects = max(0, options.messages)
        numbers = Mutex(
            Numbers(
                inputs: Array(repeating: Input(), count: plan.inputs.count),
                stages: StageTally(stageCount: plan.stages.count)
            )
        )
    }

    /// Called in the order of the batches.
    func add(_ batch: RecordBatch, lines: RejectEncoder.Lines, results: [OutputWorker.Result], input index: Int) {
        numbers.withLock { numbers in
            var input = numbers.inputs[index]
            input.read += UInt64(batch.recordCount + batch.unsplit.count)
            input.made += UInt64(batch.madeRows)
            input.rejected += lines.rejectedCount
            input.flagged += lines.flaggedCount
            for fate in batch.fates {
                if fate == RecordBatch.Fate.dropped { input.dropped += 1 }
                if fate == RecordBatch.Fate.kept { input.kept += 1 }
            }
            for counts in [lines.counts] + results.compactMap({ $0.faults?.counts }) {
                for (kind, count) in counts { numbers.add(count, of: kind, input: index) }
            }
            input.flagged += results.reduce(0) { $0 + ($1.faults?.flaggedCount ?? 0) }
            numbers.inputs[index] = input
            numbers.rejectedFields += lines.rejectedFieldCount
            let room = shownRejects - numbers.firstRejects.count
            if room > 0 { numbers.firstRejects += lines.first.prefix(room) }
        }
    }

    func add(_ stages: StageTally) { numbers.withLock { $0.stages.add(stages) } }

    func add(leniencies: [String: Int], input: Int) {
        numbers.withLock { numbers in
            for (name, count) in leniencies { numbers.inputs[input].leniencies[name, default: 0] += count }
        }
    }

    /// Counts faults of the table as a whole.
    func add(tableFaults: [RuleHandle]) {
        numbers.withLock { numbers in
            for fault in tableFaults where !numbers.inputs.isEmpty {
                numbers.add(1, of: FaultKind(rule: fault.index, slot: FaultLog.noField), input: 0)
            }
        }
    }

    func fail(_ error: any Error) {
        numbers.withLock { numbers in if numbers.failure == nil { numbers.failure = error } }
    }

    var failure: (any Error)? { numbers.withLock { $0.failure } }
    var current: Numbers { numbers.withLock { $0 } }
}
