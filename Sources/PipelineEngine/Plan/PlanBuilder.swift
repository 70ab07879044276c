public import StageKit

extension Plan {
    /// Checks a pipeline: finds every field, prepares every stage. Opens no delivery but the first file of a reader
    /// whose fields stand in the file alone.
    /// - Returns: the plan and its warnings.
    /// - Throws: every mistake that was found.
    public static func make(_ pipeline: Pipeline, today: Int64) throws(Mistakes) -> (plan: Plan, warnings: [Diagnostic])
    {
        let (plan, diagnostics) = examine(pipeline, today: today)
        guard let plan else { throw Mistakes(diagnostics) }
        return (plan, diagnostics)
    }

    /// Checks a pipeline that may have mistakes already, as far as its fields are known.
    /// - Returns: the plan, nil when there are mistakes; and all that was found.
    /// - Parameter readsStandardInput: whether the deliveries of all inputs are what comes in at standard input.
    public static func examine(
        _ pipeline: Pipeline,
        today: Int64,
        readsStandardInput: Bool = false
    ) -> (plan: Plan?, diagnostics: [Diagnostic]) {
        var builder = PlanBuilder(pipeline: pipeline, today: today)
        if readsStandardInput { builder.standardInput = StandardInput() }
        let plan = builder.build()
        let hasErrors = builder.diagnostics.contains { $0.severity == .error }
        return (hasErrors ? nil : plan, builder.diagnostics)
    }
}

/// Follows the fields through a pipeline and collects what the stages report.
private struct PlanBuilder {
    let pipeline: Pipeline
    let today: Int64
    var standardInput: StandardInput?
    var diagnostics: [Diagnostic] = []
    var rules: [RuleEntry] = []
    var stages: [StageEntry] = []

    /// A chain of stages that was prepared as far as its mistakes allow.
    struct Chain {
        var steps: [ChainStep] = []
        /// Nil once the fields are not known any more: no follow-on mistakes are reported then.
        var schema: Schema?
        /// The sender's names by slot.
        var names: [String] = []
        /// Whether a mistake in the chain may have changed its fields.
        var isUncertain = false
    }

    mutating func build() -> Plan? {
        var inputs: [(plan: InputPlan, chain: Chain)] = []
        var isComplete = true
        for input in pipeline.inputs {
            if let built = build(input) { inputs.append(built) } else { isComplete = false }
        }
        // With no input whose fields are known the other stages are still named, and the paths of outputs checked.
        let firstSchema = inputs.first?.chain.schema.map { $0.arranged() }
        let junctionSchema = isComplete ? firstSchema : nil
        var common = Chain(schema: firstSchema, isUncertain: !isComplete || inputs.contains { $0.chain.isUncertain })
        var plans: [InputPlan] = []
        for input in inputs {
            guard let junctionSchema, !common.isUncertain else { break }
            plans.append(join(input.plan, input.chain, to: junctionSchema))
        }
        for step in pipeline.stages { append(step, to: &common, owner: nil, isCommon: true) }
        warnOfRulesAfterUnique()
        let outputs = pipeline.outputs.compactMap { build($0, after: common) }
        checkPaths(outputs)
        guard let junctionSchema, let schema = common.schema, outputs.count == pipeline.outputs.count else {
            return nil
        }
        for index in plans.indices {
            plans[index].commonNames = names(of: plans[index], common: common)
        }
        return Plan(
            pipeline: pipeline,
            inputs: plans,
            common: common.steps,
            junction: junctionSchema,
            schema: schema,
            outputs: outputs,
            rules: rules,
            stages: stages,
            commonNames: junctionSchema.names + common.names.dropFirst(junctionSchema.fields.count)
        )
    }

    // MARK: Inputs

    private mutating func build(_ input: PipelineInput) -> (plan: InputPlan, chain: Chain)? {
        // Behind a reader that could not be read nothing is known of the fields.
        if input.reader.stage is UnreadStage { return nil }
        guard let reader = input.reader.stage as? any Reader else {
            diagnostics.append(Diagnostic("'\(input.reader.name)' is no reader", at: input.reader.place))
            return nil
        }
        let stage = add(input.reader, owner: input.name)
        let pattern = PathPattern(text: reader.path.text)
        let folder = pipeline.folder
        let standardInput = standardInput
        let isPartial = input.reader.isPartial
        var context = ReaderContext(stage: context(for: input.reader, schema: Schema(), onFail: .reject)) {
            // With options missing the file would be read wrongly; fields named in the pipeline are known all the same.
            if isPartial { return nil }
            if let standardInput { return InputFile(standardInput, limits: input.unpacking, isHashed: false) }
            guard let file = try pattern.files(below: folder).first else { return nil }
            return try InputFile(path: file, name: file, limits: input.unpacking, isHashed: false)
        }
        let prepared = reader.prepare(&context)
        if isPartial, prepared == nil { return nil }
        take(context.stage, stage: stage, onFail: .reject, isCommon: false)
        guard let prepared, !context.stage.hasErrors else {
            // The stages behind a reader in error are named, so that reports agree; their fields are not known.
            var chain = Chain()
            for step in input.stages { append(step, to: &chain, owner: input.name, isCommon: false) }
            return nil
        }
        let schema = context.stage.schema
        var chain = Chain(schema: schema, names: schema.fields.map(\.deliveredName), isUncertain: isPartial)
        for step in input.stages { append(step, to: &chain, owner: input.name, isCommon: false) }
        let plan = InputPlan(
            name: input.name,
            reader: prepared,
            readerStage: stage,
            schema: schema,
            steps: chain.steps,
            arrangement: [],
            deliveredNames: chain.names,
            commonNames: [],
            path: reader.path.text,
            standardInput: standardInput,
            ifMissing: input.ifMissing,
            allowEmpty: input.allowEmpty,
            unpacking: input.unpacking,
            gate: pipeline.inputGates[input.name]
        )
        return chain.schema == nil ? nil : (plan, chain)
    }

    /// Holds the fields of an input against those of the first, by name and type, and finds their columns.
    private mutating func join(_ plan: InputPlan, _ chain: Chain, to junction: Schema) -> InputPlan {
        var plan = plan
        guard let schema = chain.schema else { return plan }
        let place = pipeline.inputs.first { $0.name == plan.name }?.place
        let firstName = pipeline.inputs.first?.name ?? ""
        for field in junction.fields {
            guard let own = schema[field.name] else {
                diagnostics.append(
                    Diagnostic(
                        "input '\(plan.name)' lacks the field '\(field.name)' that '\(firstName)' has",
                        at: place,
                        hint: Spelling.suggestion(for: field.name, among: schema.names)
                            ?? "add it with normalize.constant, or leave it out of '\(firstName)' with normalize.select"
                    )
                )
                continue
            }
            if own.type != field.type {
                diagnostics.append(
                    Diagnostic(
                        "field '\(field.name)' is \(own.type.rawValue) in input '\(plan.name)' and \(field.type.rawValue) in '\(firstName)'",
                        at: place,
                        hint: "settle the type in both chains"
                    )
                )
            }
            plan.arrangement.append(own.slot)
        }
        for field in schema.fields where junction[field.name] == nil {
            diagnostics.append(
                Diagnostic(
                    "input '\(plan.name)' has the field '\(field.name)' that '\(firstName)' lacks",
                    at: place,
                    hint: Spelling.suggestion(for: field.name, among: junction.names)
                        ?? "leave it out with normalize.select"
                )
            )
        }
        return plan
    }

    /// The sender's names by slot from the junction on; fields that stages add keep the names they get there.
    private func names(of plan: InputPlan, common: Chain) -> [String] {
        let delivered = plan.arrangement.map { $0 < plan.deliveredNames.count ? plan.deliveredNames[$0] : "" }
        return delivered + common.names.dropFirst(delivered.count)
    }

    // MARK: Stages

    private mutating func add(_ step: PipelineStep, owner: String?) -> Int {
        stages.append(StageEntry(id: step.id, name: step.name, label: step.label, owner: owner))
        return stages.count - 1
    }

    private func context(
        for step: PipelineStep,
        schema: Schema,
        onFail: OnFail,
        isUncertain: Bool = false
    ) -> StageContext {
        StageContext(
            schema: schema,
            place: step.place,
            onFail: onFail,
            firstRule: rules.count,
            today: today,
            isUncertain: isUncertain
        )
    }

    private mutating func take(_ context: StageContext, stage: Int, onFail: OnFail, isCommon: Bool) {
        diagnostics += context.diagnostics
        for rejection in context.rules {
            rules.append(RuleEntry(rejection: rejection, stage: stage, onFail: onFail, isCommon: isCommon))
        }
    }

    private mutating func append(_ step: PipelineStep, to chain: inout Chain, owner: String?, isCommon: Bool) {
        let stage = add(step, owner: owner)
        guard let schema = chain.schema else { return }
        if let unread = step.stage as? UnreadStage {
            if !unread.keepsFields { chain.isUncertain = true }
            return
        }
        guard let transform = step.stage as? any ConfiguredTransform else {
            let hint =
                step.stage is any Reader ? "a reader stands first in its chain" : "a writer stands last, in an output"
            diagnostics.append(Diagnostic("'\(step.name)' cannot stand here", at: step.place, hint: hint))
            return
        }
        let onFail = step.effectiveOnFail
        var context = context(for: step, schema: schema, onFail: onFail, isUncertain: chain.isUncertain)
        let prepared = transform.prepare(&context)
        take(context, stage: stage, onFail: onFail, isCommon: isCommon)
        // Behind a stage in error the fields are followed as far as it got, so that mistakes further on are found too.
        chain.schema = context.schema
        guard let prepared, !context.hasErrors, !step.isPartial else {
            // Options that could not be read might have said more about the fields.
            if step.isPartial, context.schema != schema || prepared == nil { chain.isUncertain = true }
            return
        }
        chain.steps.append(ChainStep(stage: stage, work: prepared, schema: context.schema))
        for field in context.schema.fields {
            while chain.names.count <= field.slot { chain.names.append("") }
            if chain.names[field.slot].isEmpty { chain.names[field.slot] = field.deliveredName }
        }
    }

    /// A rule that rejects after `unique` turns down a record whose key keeps a later one out.
    private mutating func warnOfRulesAfterUnique() {
        guard
            let unique = pipeline.stages.firstIndex(where: {
                $0.name == "validate.unique" && $0.effectiveOnFail == .reject
            })
        else { return }
        for step in pipeline.stages[(unique + 1)...] where step.effectiveOnFail == .reject {
            guard !step.stage.declaration.rules.isEmpty else { continue }
            diagnostics.append(
                Diagnostic(
                    "'\(step.name)' may reject a record whose key validate.unique has given to it",
                    at: step.place,
                    hint: "put validate.unique after it",
                    severity: .warning
                )
            )
        }
    }

    // MARK: Outputs

    private mutating func build(_ output: PipelineOutput, after common: Chain) -> OutputPlan? {
        var chain = Chain(schema: common.schema, names: common.names, isUncertain: common.isUncertain)
        for step in output.stages {
            let hasRules = !step.stage.declaration.rules.isEmpty
            if step.onFail == .reject || (hasRules && step.effectiveOnFail == .reject) {
                diagnostics.append(
                    Diagnostic(
                        "'\(step.name)' cannot reject in an output",
                        at: step.place,
                        hint: "move it to 'stages:', or write on_fail: flag or on_fail: stop"
                    )
                )
            }
            append(step, to: &chain, owner: output.name, isCommon: true)
        }
        let stage = add(output.writer, owner: output.name)
        if output.writer.stage is UnreadStage { return nil }
        guard let writer = output.writer.stage as? any Writer else {
            diagnostics.append(Diagnostic("'\(output.writer.name)' is no writer", at: output.writer.place))
            return nil
        }
        guard let schema = chain.schema else {
            var context = context(for: output.writer, schema: Schema(), onFail: .stop)
            OutputPathPlan.checkShape(of: writer.path, context: &context)
            diagnostics += context.diagnostics
            return nil
        }
        var context = context(
            for: output.writer,
            schema: schema,
            onFail: .stop,
            isUncertain: chain.isUncertain
        )
        let prepared = writer.prepare(&context)
        let path = OutputPathPlan(writer.path, context: &context)
        take(context, stage: stage, onFail: .stop, isCommon: true)
        guard let prepared, let path, !context.hasErrors else { return nil }
        return OutputPlan(
            name: output.name,
            stage: stage,
            steps: chain.steps,
            writer: prepared,
            path: path,
            schema: schema
        )
    }

    /// Two writers must not share a path, in any spelling.
    private mutating func checkPaths(_ outputs: [OutputPlan]) {
        var seen: [String: String] = [:]
        for output in outputs {
            let shape = output.path.path(values: output.path.fields.map { "${row.\($0.name)}" })
            let key = Paths.normalized(shape).lowercased()
            let place = pipeline.outputs.first { $0.name == output.name }.flatMap {
                ($0.writer.stage as? any Writer)?.path.place
            }
            if key == DataPackageFile.name, pipeline.dataPackage != nil {
                let hint = "choose another name, or leave out data_package"
                diagnostics.append(
                    Diagnostic("'\(DataPackageFile.name)' is the data package's", at: place, hint: hint)
                )
            }
            if let other = seen[key] {
                diagnostics.append(
                    Diagnostic("outputs '\(other)' and '\(output.name)' write to the same path '\(shape)'", at: place)
                )
            }
            seen[key] = output.name
        }
    }
}
