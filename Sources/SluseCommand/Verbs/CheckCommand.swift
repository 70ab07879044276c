import ArgumentParser
import PipelineEngine
import PipelineSpec
import StageKit

/// `sluse check`.
struct CheckCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Finds all mistakes in pipeline files without reading data.",
        discussion: """
            EXAMPLE
              sluse check pipelines

            Fields are followed through all stages. Where a reader has no 'fields:', the header of the first delivery \
            says which there are. Exit code 2 when there are mistakes.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "Pipeline files, or folders of them.", completion: Completions.pipelines)
    var pipelines: [String] = []

    @ArgumentParser.Option(
        name: .customLong("param"),
        help: "Value of a parameter, as name=value.",
        completion: Completions.parameters
    )
    var parameters: [ParameterValue] = []

    @ArgumentParser.Option(help: "Form of what is found: text, or json with one object a line.")
    var format = Format.text

    @ArgumentParser.Option(help: "Time of the run, such as 2026-11-22T03:15:00Z.")
    var clock: ClockTime?

    func validate() throws {
        if pipelines.isEmpty { throw ValidationError("name a pipeline file or a folder: sluse check pipelines") }
        _ = try parameters.byName()
    }

    func carryOut(with tool: Tool) -> Never {
        let now = clock?.nanoseconds ?? Host.now
        let loader = PipelineLoader(
            tool: tool,
            parameters: (try? parameters.byName()) ?? [:],
            today: now.clockDay
        )
        let messages = Messages(tool: tool)
        let files = messages.files(named: pipelines)
        var code = ExitStatus.success
        for (index, file) in files.enumerated() {
            let loaded = loader.load(file)
            switch format {
            case .text:
                if index > 0, !loaded.diagnostics.isEmpty { Host.write("\n", to: .output) }
                Host.write(text(loaded, tool: tool), to: .output)
            case .json: Host.write(DiagnosticRenderer.jsonLines(loaded.diagnostics) + json(loaded), to: .output)
            }
            if code == ExitStatus.success { code = loaded.exitCode }
        }
        Host.end(code)
    }

    private func text(_ loaded: LoadedPipeline, tool: Tool) -> String {
        let usesColor = tool.allowsColor && Host.isTerminal(.output)
        let found =
            loaded.diagnostics.isEmpty ? "" : PipelineLoader.renderer(usesColor: usesColor).text(loaded.diagnostics)
        guard let counts = PipelineCounts(loaded) else { return found }
        return found + "\(loaded.file): ok (\(counts.text))\n"
    }

    private func json(_ loaded: LoadedPipeline) -> String {
        var entries: [(String, JSONText)] = [
            ("pipeline", .text(loaded.file)), ("ok", .bool(!loaded.hasErrors)),
        ]
        if let counts = PipelineCounts(loaded) {
            entries += [
                ("stages", .number(Int64(counts.stages))), ("inputs", .number(Int64(counts.inputs))),
                ("outputs", .number(Int64(counts.outputs))),
            ]
        }
        return JSONText.object(entries).compact + "\n"
    }
}

/// How much there is in a pipeline without mistakes.
private struct PipelineCounts {
    var stages: Int
    var inputs: Int
    var outputs: Int

    init?(_ loaded: LoadedPipeline) {
        guard !loaded.hasErrors, let pipeline = loaded.pipeline else { return nil }
        inputs = pipeline.inputs.count
        outputs = pipeline.outputs.count
        stages = pipeline.stages.count
        stages += pipeline.inputs.reduce(0) { $0 + $1.stages.count }
        stages += pipeline.outputs.reduce(0) { $0 + $1.stages.count }
    }

    var text: String {
        [("stage", stages), ("input", inputs), ("output", outputs)]
            .map { "\($0.1) \($0.0)\($0.1 == 1 ? "" : "s")" }
            .joined(separator: ", ")
    }
}
