import ArgumentParser
import PipelineEngine
import PipelineSpec
import StageKit

/// `sluse preview`.
struct PreviewCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Shows the first records behind a stage, and what was rejected before them.",
        discussion: """
            EXAMPLE
              sluse preview pipelines/sundhedsprofil.yaml --input sjaelland --after normalize.missing

            A missing value is shown as ∅ with its reason. Nothing is written. Without --after it is the last stage \
            of all records.
            """
    )

    @Argument(help: "A pipeline file.", completion: Completions.pipelines)
    var pipeline: String

    @ArgumentParser.Option(help: "A stage: its id, its name, or its number in the file.", completion: Completions.steps)
    var after: String?

    @ArgumentParser.Option(help: "Read this input alone.")
    var input: String?

    @ArgumentParser.Option(help: "Number of records.")
    var rows = 10

    @ArgumentParser.Option(
        name: .customLong("param"),
        help: "Value of a parameter, as name=value.",
        completion: Completions.parameters
    )
    var parameters: [ParameterValue] = []

    @ArgumentParser.Option(help: "Language of reasons: en or da.")
    var language = TerminalLanguage.en

    @ArgumentParser.Option(help: "Time of the run, such as 2026-11-22T03:15:00Z.")
    var clock: ClockTime?

    func validate() throws {
        if !(1...10_000).contains(rows) { throw ValidationError("--rows is a number from 1 to 10000") }
        _ = try parameters.byName()
    }

    /// The last lines of what a program wrote, each marked.
    private static func lastLines(of log: [UInt8]) -> String {
        log.split(separator: UInt8(ascii: "\n")).suffix(20).map { "  | \(String(decoding: $0, as: UTF8.self))\n" }
            .joined()
    }

    func carryOut(with tool: Tool) -> Never {
        let messages = Messages(tool: tool)
        let files = messages.files(named: [pipeline])
        guard files == [pipeline] else { messages.fail("'\(pipeline)' is a folder", hint: "name one pipeline file") }
        let now = clock?.nanoseconds ?? Host.now
        let values = (try? parameters.byName()) ?? [:]
        let loaded = PipelineLoader(tool: tool, parameters: values, today: now.clockDay).load(pipeline)
        guard let plan = loaded.plan else {
            let usesColor = tool.allowsColor && Host.isTerminal(.error)
            Host.write(PipelineLoader.renderer(usesColor: usesColor).text(loaded.diagnostics), to: .error)
            guard loaded.lacksDelivery else { Host.end(loaded.exitCode) }
            messages.fail(LoadedPipeline.missingDelivery, code: ExitStatus.delivery)
        }
        let names = plan.pipeline.inputs.map(\.name)
        if let input, !names.contains(input) {
            let hint = Spelling.suggestion(for: input, among: names) ?? "known: " + names.joined(separator: ", ")
            messages.fail("no input is named '\(input)'", hint: hint)
        }
        let stage = StageChoice(plan, input: input).number(of: after, messages)
        let preview = PreviewRun(plan, after: stage, input: input, rows: rows, language: language.language)
        let language = language.language
        Interruption.carryOut { interruption in
            do throws(RunFailure) {
                let result = try await preview.run()
                let rejects = result.rejects.map { RejectedLines.line($0, language) + "\n" }.joined()
                Host.write(rejects, to: .error)
                Host.write(PreviewTable(result).text, to: .output)
                return ExitStatus.success
            } catch {
                let text = FailureText(error, cause: interruption.cause, language: language, isRun: false)
                // There is no run folder for what a program wrote, and a preview is there to show values.
                if case .stage(_, let failure) = error { Host.write(Self.lastLines(of: failure.log), to: .error) }
                messages.error(text.message, hint: text.hint, place: text.place)
                return error.isCancelled ? interruption.exitCode ?? error.exitCode : error.exitCode
            }
        }
    }
}
