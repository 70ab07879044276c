import PipelineEngine
import PipelineSpec
import StageKit

/// The log of a run for machines: one JSON object a line on stderr, with numbers and no values of the data.
struct RunLog: Sendable {
    func refused(_ loaded: LoadedPipeline) {
        Host.write(DiagnosticRenderer.jsonLines(loaded.diagnostics), to: .error)
        write("end", [("file", .string(loaded.file)), ("ending", .string("refused")), ("exit", .integer(Int(loaded.exitCode)))])
    }

    func began(_ plan: Plan, file: String, options: RunOptions) {
        write(
            "start",
            [
                ("pipeline", .string(plan.pipeline.name)), ("file", .string(file)),
                ("version", .string(options.version)), ("workers", .integer(options.workers)),
                ("inputs", .integer(plan.pipeline.inputs.count)), ("outputs", .integer(plan.pipeline.outputs.count)),
            ]
        )
    }

    func ended(_ result: RunResult) {
        for input in result.inputs {
            write(
                "input",
                [
                    ("pipeline", .string(result.name)), ("input", .string(input.name)),
                    ("files", .integer(input.fileCount)), ("bytes", Self.number(input.bytes)),
                    ("read", Self.number(input.read)), ("made", Self.number(input.made)),
                    ("rejected", Self.number(input.rejected)), ("dropped", Self.number(input.dropped)),
                    ("flagged", Self.number(input.flagged)), ("written", Self.number(input.kept)),
                ]
            )
        }
        var entries: [(key: String, value: JSONText)] = [
            ("pipeline", .string(result.name)), ("ending", .string(result.ending.name)),
            ("exit", .integer(Int(result.exitCode))),
        ]
        if case .stopped(let reasons) = result.ending {
            entries.append(("reasons", .array(reasons.map { .string($0.text(in: .english)) })))
        }
        entries += [
            ("read", total(result, \.read)), ("rejected", total(result, \.rejected)),
            ("written", total(result, \.kept)), ("run", .string(result.runFolder)),
            ("duration_ms", .integer(Int(result.duration / 1_000_000))),
            ("processor_ms", .integer(Int(result.processorTime / 1_000_000))),
            ("peak_memory_bytes", .integer(Int(result.peakMemory))),
        ]
        write("end", entries)
    }

    func failed(_ name: String, _ text: FailureText, code: Int32) {
        var entries: [(key: String, value: JSONText)] = [
            ("pipeline", .string(name)), ("ending", .string("failed")), ("exit", .integer(Int(code))),
        ]
        if !text.place.isEmpty { entries.append(("place", .string(text.place))) }
        entries.append(("message", .string(text.message)))
        if let hint = text.hint { entries.append(("hint", .string(hint))) }
        write("end", entries)
    }

    private func write(_ event: String, _ entries: [(key: String, value: JSONText)]) {
        let time = RunOptions.text(ofClock: Host.now)
        let object = JSONText.object([("time", .string(time)), ("event", .string(event))] + entries)
        Host.write(object.compact + "\n", to: .error)
    }

    private static func number(_ value: UInt64) -> JSONText { .integer(Int(clamping: value)) }

    private func total(_ result: RunResult, _ value: (RunResult.InputCounts) -> UInt64) -> JSONText {
        Self.number(result.inputs.reduce(0) { $0 + value($1) })
    }
}
