public import StageKit

/// The numbers of a run as JSON.
struct Report {
    let plan: Plan
    let options: RunOptions
    let run: String
    let clock: Clock

    /// `report.json`.
    func rendered(
        _ result: RunResult,
        lists: [FileRecord],
        failure: RunFailure? = nil
    ) -> [UInt8] {
        var entries = head
        entries.append(("ending", .text(failure.map { $0.ending } ?? result.ending.name)))
        if let failure { entries.append(("failure", .text(failure.summary))) }
        if case .stopped(let reasons) = result.ending {
            entries.append(("reasons", .list(reasons.map { .text($0.text(in: plan.pipeline.language)) })))
        }
        entries += [
            ("sum", sum(result)),
            ("inputs", .list(result.inputs.map(input))),
            ("rules", .list(result.rules.map(rule))),
            ("stages", .list(zip(plan.stages, result.stages).map(stage))),
            ("outputs", .list(result.outputs.map(output))),
            ("lists", .list(lists.map(file))),
            ("duration_ms", .number(result.duration / 1_000_000)),
            ("processor_ms", .number(result.processorTime / 1_000_000)),
            ("peak_memory_bytes", .number(result.peakMemory)),
            ("bytes_per_second", .count(throughput(result))),
            ("workers", .number(Int64(options.workers))),
        ]
        return JSONText.object(entries).rendered()
    }

    /// What manifest and report begin with.
    var head: [(String, JSONText)] {
        [
            ("pipeline", .text(plan.pipeline.name)),
            ("run", .text(run)),
            ("started", .text(clock.text)),
            ("version", .text(options.version)),
            ("parameters", .object(plan.pipeline.parameters.map { ($0.name, .text($0.value)) })),
        ]
    }

    private func sum(_ result: RunResult) -> JSONText {
        func total(_ value: (RunResult.InputCounts) -> UInt64) -> JSONText {
            .count(result.inputs.reduce(0) { $0 + value($1) })
        }
        return .object([
            ("read", total(\.read)), ("made", total(\.made)), ("written", total(\.kept)),
            ("rejected", total(\.rejected)), ("dropped", total(\.dropped)), ("flagged", total(\.flagged)),
            ("closes", .bool(result.inputs.allSatisfy(\.closes))),
        ])
    }

    private func input(_ counts: RunResult.InputCounts) -> JSONText {
        .object([
            ("name", .text(counts.name)), ("skipped", .bool(counts.isSkipped)), ("bytes", .count(counts.bytes)),
            ("read", .count(counts.read)), ("made", .count(counts.made)), ("written", .count(counts.kept)),
            ("rejected", .count(counts.rejected)), ("dropped", .count(counts.dropped)),
            ("flagged", .count(counts.flagged)), ("files", .list(counts.files.map(file))),
            (
                "leniencies",
                .object(counts.leniencies.sorted { $0.key < $1.key }.map { ($0.key, .number(Int64($0.value))) })
            ),
        ])
    }

    private func rule(_ counts: RunResult.RuleCounts) -> JSONText {
        .object([
            ("rule", .text(counts.rejection.rule)), ("field", .optional(counts.field)), ("stage", .text(counts.stage)),
            ("on_fail", .text(counts.onFail.rawValue)),
            ("message", .text(counts.rejection.reason(in: plan.pipeline.language))), ("faults", .count(counts.total)),
            ("inputs", .object(counts.counts.map { ($0.input, .count($0.count)) })),
        ])
    }

    private func stage(_ stage: StageEntry, _ counts: RunResult.StageCounts) -> JSONText {
        .object([
            ("stage", .text(stage.name)), ("id", .text(stage.id)), ("label", .optional(stage.label)),
            ("owner", .optional(stage.owner)), ("made", .count(counts.made)), ("dropped", .count(counts.dropped)),
            ("worker_ms", .number(counts.workerTime / 1_000_000)), ("held_bytes", .number(Int64(counts.heldBytes))),
        ])
    }

    private func output(_ counts: RunResult.OutputCounts) -> JSONText {
        .object([
            ("name", .text(counts.name)), ("written", .count(counts.written)), ("dropped", .count(counts.dropped)),
            ("made", .count(counts.made)), ("files", .list(counts.files.map(file))),
        ])
    }

    /// A file as manifest and report show it.
    func file(_ record: FileRecord) -> JSONText {
        .object([("path", .text(record.path)), ("bytes", .number(record.size)), ("sha256", .text(record.sha256))])
    }

    private func throughput(_ result: RunResult) -> UInt64 {
        let bytes = Double(result.inputs.reduce(0) { $0 + $1.bytes })
        return UInt64(bytes / max(0.000_001, Double(result.duration) / 1e9))
    }
}

extension RunResult.Ending {
    /// The name in reports.
    public var name: String {
        switch self {
        case .published: "published"
        case .notPublished: "not_published"
        case .stopped: "stopped"
        }
    }
}

extension RunResult.StopReason {
    /// The reason as a sentence.
    public func text(in language: Language) -> String {
        switch (self, language) {
        case (.gate(let input, let rejected, let read, let limit), .english):
            "\(rejected) of \(read) records \(input.map { "of '\($0)' " } ?? "")were rejected; the gate allows \(limit)"
        case (.gate(let input, let rejected, let read, let limit), .danish):
            "\(rejected) af \(read) poster \(input.map { "fra '\($0)' " } ?? "")blev afvist; porten tillader \(limit)"
        case (.rule(let stage, let rule, let count), .english): "\(stage): \(rule.english), \(count) times"
        case (.rule(let stage, let rule, let count), .danish): "\(stage): \(rule.danish), \(count) gange"
        case (.empty(let input), .english): "no record of '\(input)' is left"
        case (.empty(let input), .danish): "ingen poster fra '\(input)' er tilbage"
        }
    }
}

extension RunFailure {
    /// The name in reports.
    var ending: String {
        switch self {
        case .locked: "locked"
        case .delivery: "delivery_refused"
        case .output, .refused: "output_failed"
        case .stage, .unbalanced: "stage_failed"
        case .cancelled: "cancelled"
        }
    }

    /// What happened, in English, without values of the data.
    var summary: String {
        switch self {
        case .locked(let path): "another run holds \(path)"
        case .delivery(let fault): fault.file + fault.position + ": " + fault.message + " [\(fault.rule)]"
        case .output(let fault, _): fault.message
        case .refused(let message, _): message
        case .stage(let name, let failure): "stage '\(name)' failed: \(failure.english)"
        case .cancelled: "interrupted"
        case .unbalanced(let message): message
        }
    }
}

extension DeliveryFault {
    /// `:41`, or `:41 (byte 1204)`, as far as it is known.
    public var position: String {
        (line.map { ":\($0)" } ?? "") + (byteOffset.map { " (byte \($0))" } ?? "")
    }
}
