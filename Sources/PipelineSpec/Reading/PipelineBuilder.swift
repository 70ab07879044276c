import StageKit

/// Puts a pipeline together from the sections of its file.
struct PipelineBuilder {
    /// What was wrong in any section.
    var mistakes: [Diagnostic] { chains.mistakes + found }

    private let root: OptionNode
    private let scope: OptionScope
    private var chains: ChainReader
    private var found: [Diagnostic] = []

    init(root: OptionNode, catalog: StageCatalog, scope: OptionScope) {
        self.root = root
        self.scope = scope
        chains = ChainReader(catalog: catalog, scope: scope)
    }

    /// Reads all sections as far as they can be read; what is wrong with them is among the mistakes.
    mutating func build() -> Pipeline {
        let settings = settings(PipelineSettings.self, root)
        let name = root["name"]?.text ?? ""
        let (inputs, gates) = readInputs()
        let stages = readStages(pipelineName: name)
        let outputs = readOutputs() ?? named(stages.writers)
        refuseTwins(outputs)
        var pipeline = Pipeline(
            name: name,
            inputs: inputs ?? stages.input.map { [$0] } ?? [],
            publish: PublishTarget(path: "", place: root.place),
            outputs: outputs
        )
        pipeline.stages = stages.steps
        pipeline.inputGates = gates
        if let settings { apply(settings, to: &pipeline) }
        return pipeline
    }

    private mutating func apply(_ settings: PipelineSettings, to pipeline: inout Pipeline) {
        refuseZero(settings.keepRuns, at: settings.$keepRuns)
        refuseZero(settings.maxFiles, at: settings.$maxFiles)
        var target = PublishTarget(path: settings.publish.text, place: settings.$publish.place ?? root.place)
        target.runs = settings.runs?.text
        target.keepRuns = settings.keepRuns.value
        target.maxFiles = settings.maxFiles.value
        target.fileMode = settings.mode.bits
        pipeline.publish = target
        pipeline.name = settings.name.text
        pipeline.summary = settings.summary
        pipeline.language = settings.language
        pipeline.dataPackage = settings.dataPackage?.package
        pipeline.gate = settings.gate?.gate ?? Gate()
    }

    // MARK: Inputs

    private mutating func readInputs() -> (inputs: [PipelineInput]?, gates: [String: Gate]) {
        guard let node = root["inputs"], let entries = entries(of: "inputs", node) else { return (nil, [:]) }
        var inputs: [PipelineInput] = []
        var gates: [String: Gate] = [:]
        refuseWrongNames(entries)
        for entry in entries {
            var settings: InputSettings?
            var stages = entry.value
            if case .map(let keys) = entry.value.content {
                // A single stage without its '- ' looks like a map of settings.
                if keys.contains(where: { $0.key.contains(".") }), entry.value["stages"] == nil {
                    let hint = "begin each stage with '- '"
                    report("expected a list of stages, found a map", at: entry.value.place, hint: hint)
                    continue
                }
                settings = self.settings(InputSettings.self, OptionNode(entry.value.content, at: entry.keyPlace))
                guard let written = entry.value["stages"] else { continue }
                stages = written
            }
            let chain = chains.chain(
                stages,
                at: entry.keyPlace,
                named: "input '\(entry.key)'",
                reader: .required,
                writers: .refused("writers stand in outputs, or last in stages")
            )
            gates[entry.key] = settings?.gate?.gate
            var input = makeInput(entry.key, chain.reader, at: entry.keyPlace)
            input.stages = chain.stages.compactMap(\.step)
            if let settings { apply(settings, to: &input, reader: chain.reader) }
            inputs.append(input)
        }
        return (inputs, gates)
    }

    private func makeInput(_ name: String, _ reader: StepReader.Item?, at place: SourcePlace) -> PipelineInput {
        let step = reader?.step ?? PipelineStep(UnreadStage(name: "read"), at: place)
        var input = PipelineInput(name: name, reader: step, stages: [], place: place)
        input.ifMissing = reader?.ifMissing ?? .stop
        input.allowEmpty = reader?.allowEmpty ?? false
        input.unpacking = reader?.unpacking ?? UnpackingLimits()
        return input
    }

    private mutating func apply(_ settings: InputSettings, to input: inout PipelineInput, reader: StepReader.Item?) {
        let hint = "once is enough: leave out one of the two"
        if let ifMissing = settings.ifMissing {
            input.ifMissing = ifMissing
            if reader?.ifMissing != nil {
                report("'if_missing' stands at the reader too", at: settings.$ifMissing.place, hint: hint)
            }
        }
        if let allowEmpty = settings.allowEmpty {
            input.allowEmpty = allowEmpty
            if reader?.allowEmpty != nil {
                report("'allow_empty' stands at the reader too", at: settings.$allowEmpty.place, hint: hint)
            }
        }
    }

    // MARK: Stages

    private mutating func readStages(
        pipelineName: String
    ) -> (input: PipelineInput?, steps: [PipelineStep], writers: [StepReader.Item]) {
        let hasInputs = root["inputs"] != nil
        let hasOutputs = root["outputs"] != nil
        // Without a section there is still something to say: that an end of the pipeline is missing.
        let node = root["stages"] ?? OptionNode(.empty, at: root.place)
        if case .empty = node.content, root["stages"] != nil { return (nil, [], []) }
        let chain = chains.chain(
            node,
            at: node.place,
            named: "the pipeline",
            reader: hasInputs ? .refused("this pipeline has inputs; readers stand there") : .required,
            writers: hasOutputs ? .refused("this pipeline has outputs; writers stand there") : .required,
            manyWriters: true
        )
        let input = hasInputs ? nil : makeInput(pipelineName, chain.reader, at: chain.reader?.place ?? node.place)
        return (input, chain.stages.compactMap(\.step), hasOutputs ? [] : chain.writers)
    }

    // MARK: Outputs

    private mutating func readOutputs() -> [PipelineOutput]? {
        guard let node = root["outputs"] else { return nil }
        guard let entries = entries(of: "outputs", node) else { return [] }
        refuseWrongNames(entries)
        var outputs: [PipelineOutput] = []
        for entry in entries {
            let chain = chains.chain(
                entry.value,
                at: entry.keyPlace,
                named: "output '\(entry.key)'",
                reader: .refused("an output takes the records that are left"),
                writers: .required
            )
            for item in chain.stages where item.step?.onFail == .reject {
                let hint = "every output has every record; write flag or stop, or move the stage to stages"
                report("a stage of an output cannot reject", at: item.onFailPlace, hint: hint)
            }
            let writer = chain.writers.first?.step ?? PipelineStep(UnreadStage(name: "write"), at: entry.keyPlace)
            outputs.append(PipelineOutput(name: entry.key, stages: chain.stages.compactMap(\.step), writer: writer))
        }
        return outputs
    }

    /// Writers at the end of `stages` are outputs named after their files.
    private func named(_ writers: [StepReader.Item]) -> [PipelineOutput] {
        var names: Set<String> = []
        return writers.compactMap { item in
            guard let step = item.step else { return nil }
            // `kommune/${row.kommune}.json` is `kommune`.
            let parts = (step.stage as? any Writer)?.path.text.split(separator: "/") ?? []
            let part = parts.last { !$0.contains("${") } ?? ""
            let base = Identifier.made(from: part.prefix { $0 != "." }, fallback: "output")
            var name = base
            var number = 2
            while !names.insert(name.lowercased()).inserted {
                name = "\(base)-\(number)"
                number += 1
            }
            return PipelineOutput(name: name, stages: [], writer: step)
        }
    }

    private mutating func refuseTwins(_ outputs: [PipelineOutput]) {
        var paths: [String: SourcePlace] = [:]
        for output in outputs {
            guard let path = (output.writer.stage as? any Writer)?.path else { continue }
            let key = FilePath.joined(".", path.text).lowercased()
            if let first = paths[key] {
                let hint = "the first is in line \(first.line)"
                report("two outputs write '\(path.text)'", at: path.place, hint: hint)
            } else {
                paths[key] = path.place
            }
        }
    }

    // MARK: What all sections share

    private mutating func report(_ message: String, at place: SourcePlace?, hint: String? = nil) {
        found.append(Diagnostic(message, at: place, hint: hint))
    }

    private mutating func settings<Settings: OptionGroup>(_ type: Settings.Type, _ node: OptionNode) -> Settings? {
        do throws(Mistakes) {
            return try type.configured(by: node, in: scope)
        } catch {
            found += error.diagnostics
            return nil
        }
    }

    /// The entries of `inputs` or `outputs`; nil when there is no map, which is reported.
    private mutating func entries(of section: String, _ node: OptionNode) -> [OptionEntry]? {
        // That it has no value was said when the top level was read.
        if case .empty = node.content { return nil }
        guard let entries = node.entries(of: section, mistakes: &found) else { return nil }
        if entries.isEmpty { report("'\(section)' is an empty map", at: node.place) }
        return entries
    }

    /// Inputs and outputs name files, so names that differ in case alone are twins.
    private mutating func refuseWrongNames(_ entries: [OptionEntry]) {
        var names: [String: OptionEntry] = [:]
        for entry in entries {
            if let mistake = Identifier.mistake(in: entry.key) {
                report(mistake, at: entry.keyPlace, hint: Identifier.hint)
            } else if let twin = names[entry.key.lowercased()] {
                let hint = "they name files, and some file systems take them for one"
                report("'\(entry.key)' and '\(twin.key)' differ in case alone", at: entry.keyPlace, hint: hint)
            } else {
                names[entry.key.lowercased()] = entry
            }
        }
    }

    private mutating func refuseZero(_ count: Count, at origin: OptionOrigin) {
        if count.value == 0 { report("expected 1 or more, found '0'", at: origin.place) }
    }
}
