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
    var outputs: [OutputPlan]
    /// The rules of all stages; `RuleHandle.index` points into them.
    let rules: [RuleEntry]
    /// All stages in the order of the file, for the report.
    let stages: [StageEntry]
    /// The pipeline's names of the fields by slot, from the junction on.
    let commonNames: [String]
}

extension Plan {
    /// A stage as a command line names it.
    public struct StagePoint: Sendable, Equatable {
        /// Its place in the file, counted from 1.
        public var number: Int
        /// Its `id:`, else its name.
        public var id: String
        /// The input or output it belongs to; nil for the stages of all records.
        public var owner: String?
    }

    /// All stages in the order of the file, readers and writers among them.
    public var stagePoints: [StagePoint] {
        stages.enumerated().map { StagePoint(number: $0 + 1, id: $1.id, owner: $1.owner) }
    }
}

extension Plan {
    /// The field that faults of a kind are about; nil when it is the whole record.
    func fieldName(of kind: FaultKind) -> String? {
        guard kind.slot != FaultLog.noField else { return nil }
        let rule = rules[Int(kind.rule)]
        let names = rule.isCommon ? commonNames : inputs.first { $0.name == stages[rule.stage].owner }?.deliveredNames
        return names.flatMap { Int(kind.slot) < $0.count ? $0[Int(kind.slot)] : nil }
    }
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
    /// Read instead of the path.
    var standardInput: StandardInput?
    var ifMissing: PipelineInput.IfMissing
    var allowEmpty: Bool
    var unpacking: UnpackingLimits
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
