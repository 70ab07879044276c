public import StageKit

/// A pipeline to start from, as text with the evidence in its comments.
public struct PipelineGuess: Sendable {
    /// The name of the pipeline and of its output.
    public var name: String
    /// Where it publishes, from its own folder.
    public var publish: String
    /// The inputs; all have the same fields.
    public var inputs: [InputGuess]
    /// The language of the comments.
    public var language: Language
    /// What is said at the top.
    public var remarks: [Phrase] = []
    /// The first line for editors; nil when there is no schema beside it.
    public var schema: String?

    private static let mostColumnLines = 60

    /// A pipeline of some inputs.
    public init(name: String, publish: String, inputs: [InputGuess], language: Language) {
        self.name = name
        self.publish = publish
        self.inputs = inputs
        self.language = language
    }

    /// The pipeline with readers alone: to look at what they deliver.
    public var readersOnly: String { text(full: false) }

    /// The whole pipeline.
    public var text: String { text(full: true) }

    private func text(full: Bool) -> String {
        var lines: [String] = []
        if full, let schema { lines.append("# yaml-language-server: $schema=\(schema)") }
        if full { for remark in remarks { lines += YAMLText.comment(remark.text(language), indent: 0) } }
        lines.append("version: 1")
        lines.append("name: \(YAMLText.scalar(name))")
        if full { lines.append("summary: \(YAMLText.scalar(summary))") }
        if full, language == .danish { lines.append("language: da") }
        lines += ["", "inputs:"]
        for (place, input) in inputs.enumerated() {
            if place > 0 { lines.append("") }
            lines.append("  \(input.name):")
            lines += stage(input.readerStage, indent: 4)
            guard full else { continue }
            lines += columns(of: input)
            for stage in ChainGuess(input).stages { lines += self.stage(stage, indent: 4) }
            for suggestion in suggestions(for: input) { lines += stage(suggestion, indent: 4) }
        }
        lines += ["", "publish: \(YAMLText.scalar(publish))", "", "outputs:", "  \(name):"]
        lines.append("    - write.csv: { path: \(name).csv, delimiter: \";\" }")
        if full {
            let gate = Phrase(
                "Publishes nothing when more than this is rejected:",
                da: "Offentliggør intet, når mere end dette afvises:"
            )
            lines += ["", "# " + gate.text(language), "# gate:", "#   rejected: { max: 2%, after: 20 }"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var summary: String {
        let files = inputs.flatMap(\.files).map { String($0.split(separator: "/").last ?? "") }
        let list = files.prefix(3).joined(separator: ", ") + (files.count > 3 ? ", …" : "")
        return Phrase("Guessed from \(list).", da: "Gættet ud fra \(list).").text(language)
    }

    private func stage(_ stage: StageGuess, indent: Int) -> [String] {
        var lines = stage.notes.filter { !$0.english.isEmpty }
            .flatMap { YAMLText.comment($0.text(language), indent: indent) }
        let margin = String(repeating: " ", count: indent)
        let short = stage.options.map { $0.key + ": " + YAMLText.flow($0.value) }.joined(separator: ", ")
        let line = margin + "- \(stage.name): { \(short) }"
        var body: [String] = []
        if line.count <= YAMLText.width, stage.options.allSatisfy({ $0.evidence.isEmpty }) {
            body = [line]
        } else {
            body = [margin + "- \(stage.name):"]
            for option in stage.options {
                for evidence in option.evidence where !evidence.english.isEmpty {
                    body += YAMLText.comment(evidence.text(language), indent: indent + 4)
                }
                body += YAMLText.lines(option.key, option.value, indent: indent + 4)
            }
        }
        if stage.isSuggestion { body = body.map { margin + "# " + $0.dropFirst(indent) } }
        lines += body
        return lines
    }

    /// A line for each column.
    private func columns(of input: InputGuess) -> [String] {
        let shown = input.columns.prefix(Self.mostColumnLines)
        let longest = min(28, shown.map(\.name.count).max() ?? 0)
        var lines: [String] = []
        for column in shown {
            let name = column.name + String(repeating: " ", count: max(0, longest - column.name.count))
            let text = column.evidence.map { $0.text(language) }.joined(separator: "; ")
            lines += YAMLText.comment("  \(name)  \(text)", indent: 4, hanging: longest + 6)
        }
        let more = input.columns.count - shown.count
        if more > 0 {
            let phrase = Phrase(
                "  … and \(more) more columns: --format json lists all",
                da: "  … og \(more) kolonner til: --format json viser alle"
            )
            lines += YAMLText.comment(phrase.text(language), indent: 4)
        }
        return lines
    }

    // MARK: For their user to decide

    private func suggestions(for input: InputGuess) -> [StageGuess] {
        let columns = input.columns.filter { !input.reader.dropped.contains($0.name) }
        var found: [StageGuess] = []
        if let wide = WideGuess.stage(columns) { found.append(wide) }
        for column in columns {
            guard let list = column.possibleList else { continue }
            let note = Phrase("rejects what the list lacks:", da: "afviser det, listen mangler:")
            let options = [GuessedOption("fields", .list([column.name])), GuessedOption("list", list)]
            found.append(StageGuess("normalize.code", options, notes: [note]))
        }
        let personal = columns.filter(\.isPersonal).map(\.name)
        if !personal.isEmpty {
            let note = Phrase("leaves the personal numbers out:", da: "udelader personnumrene:")
            found.append(StageGuess("normalize.select", [GuessedOption("drop", .list(personal))], notes: [note]))
        }
        let filled = columns.filter { $0.isDimension && $0.blanks == 0 && $0.signs.isEmpty }.map(\.name)
        if !filled.isEmpty, filled.count <= 20 {
            let note = Phrase("never empty in these files:", da: "aldrig tomme i disse filer:")
            found.append(StageGuess("validate.required", [GuessedOption("fields", .list(filled))], notes: [note]))
        }
        if input.isWhole, let key = KeyGuess.fields(columns, records: input.records) {
            let note = Phrase(
                "tell each record from the others in these files:",
                da: "skelner hver post fra de andre i disse filer:"
            )
            found.append(StageGuess("validate.unique", [GuessedOption("fields", .list(key))], notes: [note]))
        }
        return found.map { stage in
            var stage = stage
            stage.isSuggestion = true
            return stage
        }
    }
}
