public import StageKit

/// A pipeline that was checked: every field found, every stage prepared. It reads nothing and writes nothing yet.
public struct Plan: Sendable {
    /// The pipeline it was made from.
    public let pipeline: Pipeline
    /// The inputs in order.
    let inputs: [InputPlan]
    /// What the batches of all inputs pass through.
    let common: [ChainStep]
    /// The fields where inputs have met, before the first common stage.
    let junction: Schema
    /// The fields after the last common stage.
    let schema: Schema
    /// What is written.
    let outputs: [OutputPlan]
    /// The rules of all stages; `RuleHandle.index` points into them.
    let rules: [RuleEntry]
    /// All stages in the order of the file, for the report.
    let stages: [StageEntry]
}

/// One stage of a chain, prepared.
struct ChainStep: Sendable {
    /// The place among `Plan.stages`.
    var stage: Int
    var work: PreparedStage
    /// The fields after the stage.
    var schema: Schema
}

/// One input, prepared.
struct InputPlan: Sendable {
    var name: String
    var reader: PreparedReader
    var readerStage: Int
    /// The fields as the reader delivers them.
    var schema: Schema
    var steps: [ChainStep]
    /// For each slot at the junction the slot in this input.
    var arrangement: [Int]
    /// The sender's names by slot, before the junction.
    var deliveredNames: [String]
    /// The sender's names by slot, from the junction on.
    var commonNames: [String]
    /// The path or pattern of its deliveries.
    var path: String
    var ifMissing: PipelineInput.IfMissing
    var allowEmpty: Bool
    var gate: Gate?
}

/// One output, prepared.
struct OutputPlan: Sendable {
    var name: String
    var stage: Int
    var steps: [ChainStep]
    var writer: PreparedWriter
    var path: OutputPathPlan
    var schema: Schema
}

/// A rule of a stage.
struct RuleEntry: Sendable {
    var rejection: Rejection
    var stage: Int
    var onFail: OnFail
    /// Whether its stage comes after the junction, so that slots are those of the junction.
    var isCommon: Bool
}

/// A stage as reports name it.
struct StageEntry: Sendable {
    var id: String
    var name: String
    var label: String?
    /// The input or output it belongs to; nil for the common stages.
    var owner: String?
}
