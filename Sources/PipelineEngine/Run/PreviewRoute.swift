import StageKit

/// The stages that a preview passes on its way to one of them.
struct PreviewRoute: Sendable {
    /// The inputs that are read.
    let inputs: [InputPlan]
    /// Whether the stage is one of an input, so that inputs do not meet.
    let isOfInput: Bool
    /// The stages behind the junction, up to the one that was asked for.
    let common: [ChainStep]
    private let stage: Int?
    private let junction: Schema

    init(_ plan: Plan, after stage: Int?, input: String?) {
        self.stage = stage
        junction = plan.junction
        // Stages are numbered in the order of the file: those of inputs, those of all records, those of outputs.
        let firstCommon = plan.pipeline.inputs.reduce(0) { $0 + 1 + $1.stages.count }
        let owner = stage.flatMap { plan.stages[$0].owner }
        let isOfInput = stage.map { $0 < firstCommon } ?? false
        self.isOfInput = isOfInput
        inputs = plan.inputs.filter { isOfInput ? $0.name == owner : input == nil || $0.name == input }
        let output = isOfInput ? nil : plan.outputs.first { $0.name == owner }
        common =
            isOfInput ? [] : (plan.common + (output?.steps ?? [])).filter { step in stage.map { step.stage <= $0 } ?? true }
    }

    /// The stages of an input alone.
    func own(of input: InputPlan) -> [ChainStep] {
        guard isOfInput, let stage else { return input.steps }
        return input.steps.filter { $0.stage <= stage }
    }

    /// The fields behind the stage.
    func schema(of input: InputPlan) -> Schema {
        isOfInput ? own(of: input).last?.schema ?? input.schema : common.last?.schema ?? junction
    }
}
