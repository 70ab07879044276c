extension PipelineGuess {
    /// How the guess did on the files of an input.
    public func trial(_ read: Int, _ rejected: Int, isWhole: Bool, input place: Int) -> Phrase {
        let input = inputs[place]
        let (name, danishName) = inputs.count > 1 ? ("\(input.name): ", "\(input.name): ") : ("", "")
        let share =
            isWhole
            ? Phrase("all \(read.en) records were read", da: "alle \(read.da) poster er læst")
            : Phrase(
                "the first \(read.en) records were read, not all",
                da: "de første \(read.da) poster er læst, ikke alle"
            )
        let fate =
            rejected == 0
            ? Phrase("; none rejected.", da: "; ingen afvist.")
            : Phrase("; rejected: \(rejected.en)", da: "; afvist: \(rejected.da)")
        return Phrase("Tried on them: \(name)", da: "Prøvet på dem: \(danishName)") + share + fate
    }

    /// The evidence as lines for people.
    public var table: String {
        var lines = remarks.map { $0.text(language) }
        for input in inputs {
            lines.append("\(input.name): \(input.reader.stage), \(input.reader.kind.text(language))")
            for option in input.reader.options {
                for evidence in option.evidence where !evidence.english.isEmpty {
                    lines.append("  \(option.key): \(YAMLText.flow(option.value)): \(evidence.text(language))")
                }
            }
            for note in input.reader.notes { lines.append("  \(note.text(language))") }
            let longest = min(28, input.columns.map(\.name.count).max() ?? 0)
            for column in input.columns {
                let name = column.name + String(repeating: " ", count: max(0, longest - column.name.count))
                let type = column.type + String(repeating: " ", count: max(0, 7 - column.type.count))
                let text = column.evidence.map { $0.text(language) }.joined(separator: "; ")
                lines.append("  \(name)  \(type)  \(text)")
            }
        }
        let clean = lines.map { line in String(line.map { $0.isNewline ? " " : $0 }) }
        return clean.joined(separator: "\n") + "\n"
    }
}
