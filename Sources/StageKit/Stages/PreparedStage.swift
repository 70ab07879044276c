/// What a stage becomes when it is checked: the work to do on batches.
public enum PreparedStage: Sendable {
    /// Nothing to do: the stage changed the schema alone.
    case schemaOnly
    /// Any batch in any worker; the closure makes one worker's share, scratch buffers included.
    case free(@Sendable () -> any BatchWorker)
    /// Batches one after another, as they came.
    case ordered(OrderedWork)
}

/// One worker's share of a stage.
public protocol BatchWorker: AnyObject {
    /// Does the stage's work on a batch.
    /// - Throws: what ends the run: a fault of the stage, not of a record.
    func process(_ batch: RecordBatch) throws
}

/// A stage that needs batches in order: a free half prepares, a short ordered half decides.
public struct OrderedWork: Sendable {
    /// Makes one worker's free half, which runs in any order before the ordered half of the same batch.
    public var makeWorker: @Sendable () -> any OrderedWorker
    /// Makes the one decider of a run.
    public var makeDecider: @Sendable () -> any OrderedDecider

    /// The two halves.
    public init(
        makeWorker: @escaping @Sendable () -> any OrderedWorker,
        makeDecider: @escaping @Sendable () -> any OrderedDecider
    ) {
        self.makeWorker = makeWorker
        self.makeDecider = makeDecider
    }
}

/// The free half of an ordered stage; it keeps what it prepared until the decider has taken it.
public protocol OrderedWorker: AnyObject {
    /// Packs what the decider needs, in any order.
    func prepare(_ batch: RecordBatch) throws
}

/// The ordered half; called for one batch after another, never twice at once.
public protocol OrderedDecider: AnyObject {
    /// Decides, with what the worker prepared for this very batch.
    func decide(_ batch: RecordBatch, prepared: any OrderedWorker) throws
    /// Judges the whole table after its last batch: the rules broken, with their handles.
    func finish() throws -> [RuleHandle]
    /// What it holds in memory, in bytes, for the report.
    var heldBytes: Int { get }
}

extension OrderedDecider {
    public func finish() throws -> [RuleHandle] { [] }
    public var heldBytes: Int { 0 }
}

/// A stage that works on batches: every stage between a reader and a writer is one, in the end.
public protocol TransformStage: Stage, ConfiguredTransform {}

/// What the engine asks of a stage that works on batches, whether it is a Swift type or declared by a file.
public protocol ConfiguredTransform: ConfiguredStage {
    /// Checks the options against the fields that reach the stage, changes `context.schema` to what leaves it, and
    /// returns the work. Returns nil when it reported a mistake.
    func prepare(_ context: inout StageContext) -> PreparedStage?
}
