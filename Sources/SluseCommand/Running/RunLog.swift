import PipelineEngine
import PipelineSpec
import StageKit

/// The log of a run for machines: one JSON object a line on stderr, with numbers and no values of the data.
struct RunLog: Sendable {
    func refused(_ loaded: LoadedPipeline) {
        Host.write(DiagnosticRenderer.jsonLines(loaded.diagnostics), to: .error)
        write(
            "end",
            [("file", .text(loaded.file)), ("ending", .text("refused")), ("exit", .number(Int64(loaded.exitCode)))]
        )
    }

    func began(_ plan: Plan, file: String, options: RunOptions) {
        write(
            "start",
            [
                ("pipeline", .text(plan.pipeline.name)), ("file", .text(file)),
                ("version", .text(options.version)), ("workers", .number(Int64(options.workers))),
                ("inputs", .number(Int64(plan.pipeline.inputs.count))),
                ("outputs", .number(Int64(plan.pipeline.outputs.count))),
            ]
        )
    }

    func ended(_ result: RunResult) {
        for input in result.inputs {
            write(
                "input",
                [
                    ("pipeline", .text(result.name)), ("input", .text(input.name)),
                    ("files", .number(Int64(input.fileCount))), ("bytes", .count(input.bytes)),
                    ("read", .count(input.read)), ("made", .count(input.made)),
                    ("rejected", .count(input.rejected)), ("dropped", .count(input.dropped)),
                    ("flagged", .count(input.flagged)), ("written", .count(input.kept)),
                ]
            )
        }
        var entries: [(String, JSONText)] = [
            ("pipeline", .text(result.name)), ("ending", .text(result.ending.name)),
            ("exit", .number(Int64(result.exitCode))),
        ]
        if case .stopped(let reasons) = result.ending {
            entries.append(("reasons", .list(reasons.map { .text($0.text(in: .english)) })))
        }
        entries += [
            ("read", total(result, \.read)), ("rejected", total(result, \.rejected)),
            ("written", total(result, \.kept)), ("run", .text(result.runFolder)),
            ("duration_ms", .number(Int64(result.duration / 1_000_000))),
            ("processor_ms", .number(Int64(result.processorTime / 1_000_000))),
            ("peak_memory_bytes", .number(Int64(result.peakMemory))),
        ]
        write("end", entries)
    }

    func failed(_ name: String, _ text: FailureText, code: Int32) {
        var entries: [(String, JSONText)] = [
            ("pipeline", .text(name)), ("ending", .text("failed")), ("exit", .number(Int64(code))),
        ]
        if !text.place.isEmpty { entries.append(("place", .text(text.place))) }
        entries.append(("message", .text(text.message)))
        if let hint = text.hint { entries.append(("hint", .text(hint))) }
        write("end", entries)
    }

    private func write(_ event: String, _ entries: [(String, JSONText)]) {
        let time = RunOptions.text(ofClock: Host.now)
        let object = JSONText.object([("time", .text(time)), ("event", .text(event))] + entries)
        Host.write(object.compact + "\n", to: .error)
    }

    private func total(_ result: RunResult, _ value: (RunResult.InputCounts) -> UInt64) -> JSONText {
        .count(result.inputs.reduce(0) { $0 + value($1) })
    }
}
