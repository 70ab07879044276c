import ArgumentParser
import PipelineEngine
import StageKit

/// `sluse run`.
struct RunCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs pipelines: reads, cleans, checks, writes and publishes.",
        discussion: """
            EXAMPLE
              sluse run pipelines/sundhedsprofil.yaml --param wave=2025

            A folder means its own *.yaml without *_test.yaml; they run one after another, and the exit code is that \
            of the first that was not published. The published folder is replaced whole or not at all.
            """
    )

    enum LogFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "Pipeline files, or folders of them.", completion: Completions.pipelines)
    var pipelines: [String] = []

    @ArgumentParser.Option(
        name: .customLong("param"),
        help: "Value of a parameter, as name=value.",
        completion: Completions.parameters
    )
    var parameters: [ParameterValue] = []

    @ArgumentParser.Option(help: "Number of batches worked on at once.")
    var workers = RunOptions().workers

    @Flag(help: "Do everything but publish.")
    var dryRun = false

    @ArgumentParser.Option(help: "Read so many records of each input, and do not publish.")
    var limit: Int?

    @Flag(help: "Print nothing when the run publishes.")
    var quiet = false

    @ArgumentParser.Option(
        help: "Number of rejected fields that are named one by one; the list in the run folder has all."
    )
    var maxMessages = RunOptions().messages

    @ArgumentParser.Option(help: "Form of the log on stderr: text, or json with one object a line.")
    var logFormat = LogFormat.text

    @ArgumentParser.Option(help: "Language of the summary: en or da.")
    var language = TerminalLanguage.en

    @ArgumentParser.Option(help: "Time of the run, such as 2026-11-22T03:15:00Z.")
    var clock: ClockTime?

    @ArgumentParser.Option(help: "Stop after so many seconds, with exit code 124.")
    var timeout: Double?

    @Flag(help: "Show no progress bar.")
    var noProgress = false

    func validate() throws {
        if pipelines.isEmpty {
            throw ValidationError("name a pipeline file or a folder: sluse run pipelines/sundhedsprofil.yaml")
        }
        if !(1...256).contains(workers) { throw ValidationError("--workers is a number from 1 to 256") }
        if maxMessages < 0 { throw ValidationError("--max-messages is 0 or more") }
        if let limit, limit < 1 { throw ValidationError("--limit is 1 or more") }
        if let timeout, !(0.001...1_000_000_000).contains(timeout) {
            throw ValidationError("--timeout is a number of seconds above 0")
        }
        _ = try parameters.byName()
    }

    func carryOut(with tool: Tool) -> Never {
        let files = Messages(tool: tool).files(named: pipelines)
        let job = RunJob(
            tool: tool,
            parameters: (try? parameters.byName()) ?? [:],
            options: options(tool),
            language: language.language,
            isQuiet: quiet,
            showsProgress: !noProgress && !quiet && logFormat == .text,
            log: logFormat == .json ? RunLog() : nil
        )
        Interruption.carryOut(timeout: timeout) { interruption in
            var first: (file: String, code: Int32)?
            var failed = 0
            for file in files {
                let code = await job.run(file, interruption)
                if code != ExitStatus.success {
                    failed += 1
                    first = first ?? (file, code)
                }
                if interruption.cause != nil { break }
            }
            if let first, files.count > 1 {
                job.sayWhich(first.file, code: first.code, failed: failed, of: files.count)
            }
            return first?.code ?? ExitStatus.success
        }
    }

    private func options(_ tool: Tool) -> RunOptions {
        var options = RunOptions()
        options.workers = workers
        options.limit = limit
        options.isDryRun = dryRun
        options.messages = maxMessages
        options.clock = clock?.nanoseconds
        options.version = tool.version
        return options
    }
}
