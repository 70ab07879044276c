import PipelineEngine
import PipelineSpec
import StageKit

/// Runs pipeline files as a command line asks for it, and says how each run ended.
struct RunJob: Sendable {
    var tool: Tool
    var parameters: [String: String]
    var options: RunOptions
    /// Of the terminal.
    var language: Language
    var isQuiet: Bool
    var showsProgress: Bool
    /// Nil for a log that people read.
    var log: RunLog?

    /// Runs one pipeline.
    /// - Returns: the exit code.
    func run(_ file: String, _ interruption: Interruption) async -> Int32 {
        var options = options
        let now = options.clock ?? Host.now
        options.clock = now
        let loaded = PipelineLoader(tool: tool, parameters: parameters, today: now.clockDay).load(file)
        show(loaded)
        guard let plan = loaded.plan else {
            log?.refused(loaded)
            guard loaded.lacksDelivery else { return loaded.exitCode }
            if log == nil { Messages(tool: tool).error(LoadedPipeline.missingDelivery, place: file) }
            return ExitStatus.delivery
        }
        log?.began(plan, file: file, options: options)
        let bar = showsProgress ? ProgressBar(name: plan.pipeline.name, allowsColor: tool.allowsColor) : nil
        if let bar { options.onProgress = { bar.show(done: $0, total: $1) } }
        do throws(RunFailure) {
            let result = try await PipelineRun(plan, options: options).run()
            bar?.clear()
            report(result)
            return result.exitCode
        } catch {
            bar?.clear()
            return report(error, name: plan.pipeline.name, interruption)
        }
    }

    /// Says which of several pipelines the exit code comes from.
    func sayWhich(_ file: String, code: Int32, failed: Int, of count: Int) {
        guard log == nil else { return }
        let text =
            switch language {
            case .english: "\(failed) of \(count) pipelines did not publish; exit code \(code) is that of \(file)\n"
            case .danish: "\(failed) af \(count) pipelines offentliggjorde ikke; slutkode \(code) er fra \(file)\n"
            }
        Host.write(text, to: .error)
    }

    private func show(_ loaded: LoadedPipeline) {
        let shown = isQuiet && loaded.plan != nil ? [] : loaded.diagnostics
        guard !shown.isEmpty, log == nil else { return }
        let usesColor = tool.allowsColor && Host.isTerminal(.error)
        Host.write(PipelineLoader.renderer(usesColor: usesColor).text(shown), to: .error)
    }

    private func report(_ result: RunResult) {
        if let log { return log.ended(result) }
        if isQuiet, result.ending == .published { return }
        Host.write(RejectedLines(result, language: language).text, to: .error)
        Host.write(RunSummary(result, options: options, language: language).text, to: .output)
    }

    private func report(_ failure: RunFailure, name: String, _ interruption: Interruption) -> Int32 {
        let text = FailureText(failure, cause: interruption.cause, language: language)
        let code = failure.isCancelled ? interruption.exitCode ?? failure.exitCode : failure.exitCode
        if let log {
            log.failed(name, text, code: code)
        } else {
            Messages(tool: tool).error(text.message, hint: text.hint, place: text.place)
        }
        return code
    }
}

extension RunResult {
    /// The exit code of a run that was carried through.
    var exitCode: Int32 {
        if case .stopped = ending { ExitStatus.stopped } else { ExitStatus.success }
    }
}

extension RunFailure {
    /// The exit code of a run that failed, interruptions apart.
    var exitCode: Int32 {
        switch self {
        case .locked: ExitStatus.locked
        case .delivery: ExitStatus.delivery
        case .output, .refused: ExitStatus.output
        case .stage, .unbalanced: ExitStatus.stage
        case .cancelled: ExitStatus.interrupted(by: 15)
        }
    }

    var isCancelled: Bool { if case .cancelled = self { true } else { false } }
}
