public import StageKit

/// How a run ended, and its numbers.
public struct RunResult: Sendable {
    /// How a run ended.
    public enum Ending: Sendable, Equatable {
        /// The folder was replaced.
        case published
        /// All is well, but it was a dry run or a limited one.
        case notPublished
        /// A gate or a `stop` rule held it back.
        case stopped([StopReason])
    }

    /// Why nothing was published although everything could be read.
    public enum StopReason: Sendable, Equatable {
        /// More records were rejected than the gate of the input allows; nil for the gate over all inputs.
        case gate(input: String?, rejected: UInt64, read: UInt64, limit: String)
        /// A rule with `on_fail: stop` was broken, so many times.
        case rule(stage: String, rule: Rejection, count: UInt64)
        /// An input has no record left.
        case empty(input: String)
    }

    /// How it ended.
    public var ending: Ending
    /// The pipeline.
    public var name: String
    /// The published folder.
    public var publishPath: String
    /// The folder of this run's report and rejects.
    public var runFolder: String
    /// For each input its numbers.
    public var inputs: [InputCounts]
    /// For each rule that was broken, field by field, its numbers, in the order of the stages.
    public var rules: [RuleCounts]
    /// For each stage that leaves records out or makes some.
    public var stages: [StageCounts]
    /// For each output its numbers.
    public var outputs: [OutputCounts]
    /// The first rejected records, for the terminal.
    public var firstRejects: [RejectedField]
    /// The number of faults of rejected records; `firstRejects` are the first of them.
    public var rejectedFields: UInt64
    /// Wall time in nanoseconds.
    public var duration: Int64
    /// Processor time in nanoseconds.
    public var processorTime: Int64
    /// The most memory the process held, in bytes.
    public var peakMemory: Int64

    /// The numbers of one input.
    public struct InputCounts: Sendable, Equatable {
        public var name: String
        /// Files read to their end, in order.
        public var files: [FileRecord]
        /// The number of files that were begun.
        public var fileCount: Int
        /// Bytes read.
        public var bytes: UInt64
        public var read: UInt64
        public var made: UInt64
        public var rejected: UInt64
        public var dropped: UInt64
        /// Records that reached the outputs.
        public var kept: UInt64
        /// Records with a fault that was flagged.
        public var flagged: UInt64
        /// Leniencies that were used and how often, by name.
        public var leniencies: [String: Int]
        /// True when no file matched and the input was skipped.
        public var isSkipped: Bool

        /// read + made = kept + rejected + dropped.
        public var closes: Bool { read + made == kept + rejected + dropped }
    }

    /// The numbers of one rule, for one field.
    public struct RuleCounts: Sendable, Equatable {
        public var rejection: Rejection
        /// The faulty field: the pipeline's name of it where inputs have met, the sender's before; nil for the record.
        public var field: String?
        public var stage: String
        public var onFail: OnFail
        /// For each input the number of faults, inputs without any left out.
        public var counts: [(input: String, count: UInt64)]
        public var total: UInt64

        public static func == (a: RuleCounts, b: RuleCounts) -> Bool {
            (a.rejection, a.field, a.stage, a.total) == (b.rejection, b.field, b.stage, b.total)
        }
    }

    /// The numbers of one stage.
    public struct StageCounts: Sendable, Equatable {
        public var id: String
        public var owner: String?
        public var dropped: UInt64
        public var made: UInt64
        /// The time that workers spent in it, in nanoseconds, without waiting for its turn.
        public var workerTime: Int64
        /// The memory that it held at the end of the run, in bytes.
        public var heldBytes: Int

        /// Whether the counts are the same; times never are.
        public static func == (a: StageCounts, b: StageCounts) -> Bool {
            (a.id, a.owner, a.dropped, a.made, a.heldBytes) == (b.id, b.owner, b.dropped, b.made, b.heldBytes)
        }
    }

    /// The numbers of one output.
    public struct OutputCounts: Sendable, Equatable {
        public var name: String
        public var files: [FileRecord]
        public var written: UInt64
        public var dropped: UInt64
        public var made: UInt64
    }

    /// One fault of a rejected record, without its value.
    public struct RejectedField: Sendable, Equatable {
        public var file: String
        public var line: UInt64
        public var field: String?
        public var rejection: Rejection
    }
}

/// A run that could not be carried through; nothing was published.
public enum RunFailure: Error, Sendable {
    /// Another run holds the publish folder: exit code 75.
    case locked(String)
    /// A delivery is missing or cannot be read for certain: exit code 3.
    case delivery(DeliveryFault)
    /// An output could not be written or published: exit code 4.
    case output(SystemFault, hint: String?)
    /// The publish folder is refused: exit code 4.
    case refused(String, hint: String)
    /// A stage failed: exit code 5.
    case stage(name: String, StageFailure)
    /// The run was cancelled by a signal or a time-out.
    case cancelled
    /// The numbers of the run do not close: a fault of the engine, exit code 5.
    case unbalanced(String)
}
