import PipelineEngine
import StageKit

/// What a run did, on one screen, for a person.
struct RunSummary {
    private let result: RunResult
    private let options: RunOptions
    private let language: Language

    /// The greatest number of rules that are named; the report has all.
    private static let shownRules = 10

    init(_ result: RunResult, options: RunOptions, language: Language) {
        self.result = result
        self.options = options
        self.language = language
    }

    /// The whole summary; ends with a newline.
    var text: String {
        var blocks = [head, inputs]
        if !result.rules.isEmpty { blocks.append(rules) }
        if !result.outputs.isEmpty { blocks.append(outputs) }
        blocks.append(places + [speed])
        return blocks.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    /// One of two wordings.
    private func say(_ english: String, _ danish: String) -> String { language == .danish ? danish : english }

    private func count(_ number: UInt64) -> String { Figures.grouped(number, language) }

    // MARK: Blocks

    private var head: [String] {
        switch result.ending {
        case .published: return ["\(result.name): " + say("published", "offentliggjort")]
        case .notPublished:
            let reason =
                options.limit.map {
                    say("the first \($0) records of each input", "de første \($0) poster af hver kilde")
                }
                ?? say("a dry run", "en prøvekørsel")
            return ["\(result.name): " + say("not published: \(reason)", "ikke offentliggjort: \(reason)")]
        case .stopped(let reasons):
            return ["\(result.name): " + say("stopped, nothing was published", "stoppet, intet blev offentliggjort")]
                + reasons.map { "  " + $0.text(in: language) }
        }
    }

    private var inputs: [String] {
        typealias Counts = RunResult.InputCounts
        var columns: [(name: String, value: (Counts) -> UInt64)] = [
            (say("files", "filer"), { UInt64($0.fileCount) }), (say("read", "læst"), \.read),
        ]
        if result.inputs.contains(where: { $0.made > 0 }) { columns.append((say("made", "dannet"), \.made)) }
        columns += [
            (say("rejected", "afvist"), \.rejected), (say("dropped", "udeladt"), \.dropped),
            (say("flagged", "mærket"), \.flagged), (say("written", "skrevet"), \.kept),
        ]
        var table = TextTable([.left] + columns.map { _ in .right })
        table.add([say("input", "kilde")] + columns.map(\.name))
        for input in result.inputs {
            let name = input.isSkipped ? input.name + say(" (no delivery)", " (ingen leverance)") : input.name
            table.add([name] + columns.map { count($0.value(input)) })
        }
        if result.inputs.count > 1 {
            let sums = columns.map { column in result.inputs.reduce(0) { $0 + column.value($1) } }
            table.add([say("all", "i alt")] + sums.map(count))
        }
        return table.lines()
    }

    private var rules: [String] {
        var table = TextTable([.right, .left, .left, .left])
        let sorted = result.rules.enumerated().sorted { ($1.element.total, $0.offset) < ($0.element.total, $1.offset) }
        for (_, rule) in sorted.prefix(Self.shownRules) {
            let field = rule.field.map { $0 + ": " } ?? ""
            table.add([
                count(rule.total),
                field + "\(rule.rejection.reason(in: language)) [\(rule.rejection.rule)]",
                word(for: rule.onFail),
                "\(rule.stage): " + rule.counts.map { "\($0.input) \(count($0.count))" }.joined(separator: ", "),
            ])
        }
        let more = result.rules.count - Self.shownRules
        let rest =
            more > 0
            ? ["  " + say("… and \(more) more rules in the report", "… og \(more) regler til i rapporten")] : []
        return ["  " + say("faults", "fejl")] + table.lines() + rest
    }

    private func word(for onFail: OnFail) -> String {
        switch onFail {
        case .reject: say("rejected", "afvist")
        case .flag: say("flagged", "mærket")
        case .stop: say("stops", "stopper")
        }
    }

    private var outputs: [String] {
        var table = TextTable([.left, .right, .left])
        table.add([say("output", "resultat"), say("records", "poster"), say("files", "filer")])
        for output in result.outputs {
            let files = output.files
            let names = files.count == 1 ? files[0].path : files.first.map { "\(files.count), \($0.path) …" } ?? "0"
            table.add([output.name, count(output.written), names])
        }
        return table.lines()
    }

    private var places: [String] {
        var table = TextTable([.left, .left])
        if let path = result.rejectsPath { table.add([say("rejects", "afviste"), Paths.shown(path)]) }
        table.add([say("report", "rapport"), Paths.shown(result.runFolder) + "/report.json"])
        if result.ending == .published {
            table.add([say("published", "offentliggjort"), Paths.shown(result.publishPath)])
        }
        return table.lines()
    }

    private var speed: String {
        let bytes = result.inputs.reduce(0) { $0 + $1.bytes }
        let perSecond = Double(bytes) / max(0.000_001, Double(result.duration) / 1e9)
        let memory = Figures.megabytes(UInt64(max(0, result.peakMemory)), language)
        return "  "
            + [
                Figures.seconds(result.duration, language), Figures.megabytes(bytes, language),
                Figures.megabytes(UInt64(perSecond), language) + "/s", memory + say(" memory", " hukommelse"),
            ].joined(separator: ", ")
    }
}
