/// The stages that settle the notation of an input, from what its columns hold.
struct ChainGuess {
    private let input: InputGuess
    private let columns: [ColumnGuess]

    init(_ input: InputGuess) {
        self.input = input
        columns = input.columns.filter { !input.reader.dropped.contains($0.name) }
    }

    /// Behind the reader, in this order.
    var stages: [StageGuess] {
        var stages: [StageGuess] = []
        if !input.reader.dropped.isEmpty {
            let note = Phrase("columns without name and without values", da: "kolonner uden navn og uden værdier")
            stages.append(
                StageGuess("normalize.select", [GuessedOption("drop", .list(input.reader.dropped))], notes: [note])
            )
        }
        if !input.lacking.isEmpty {
            let missing = OptionText.pairs(input.lacking.map { ($0, "not_collected") })
            let note = Phrase("fields that only other files have", da: "felter, som kun andre filer har")
            stages.append(StageGuess("normalize.constant", [GuessedOption("missing", missing)], notes: [note]))
        }
        let padded = columns.filter { $0.padded > 0 }.map(\.name)
        if !padded.isEmpty { stages.append(StageGuess("normalize.trim", [GuessedOption("fields", .list(padded))])) }
        return stages + missing + numbers + others
    }

    // MARK: Missing values

    private var missing: [StageGuess] {
        var stages: [StageGuess] = []
        let signed = columns.filter { $0.kind != .text && ($0.blanks > 0 || !$0.signs.isEmpty || !$0.oddSigns.isEmpty) }
        let texts = columns.filter { $0.kind == .text && ($0.blanks > 0 || !$0.signs.isEmpty) }
        let starred = columns.filter { $0.stars > 0 }
        if !signed.isEmpty || !starred.isEmpty {
            var fields = signed.map(\.name)
            for column in starred where !fields.contains(column.name) { fields.append(column.name) }
            stages.append(missing(signed, fields: fields, hasMarks: !starred.isEmpty))
        }
        if !texts.isEmpty { stages.append(missing(texts, fields: texts.map(\.name), hasMarks: false)) }
        return stages
    }

    private func missing(_ columns: [ColumnGuess], fields: [String], hasMarks: Bool) -> StageGuess {
        var counts: [String: Int] = [:]
        var values: [(String, String)] = []
        var notes: [Phrase] = []
        for (sign, count) in columns.flatMap(\.signs) {
            if counts.updateValue((counts[sign.text] ?? 0) + count, forKey: sign.text) == nil {
                values.append((sign.text, sign.meaning))
                if let note = sign.note { notes.append(note) }
            }
        }
        for (text, count) in columns.flatMap(\.oddSigns) {
            if counts.updateValue((counts[text] ?? 0) + count, forKey: text) == nil {
                values.append((text, "missing"))
                notes.append(
                    Phrase(
                        "'\(text)' stands among numbers and is no sign known here; ask the sender",
                        da: "'\(text)' står mellem tal og er ikke et kendt tegn; spørg afsenderen"
                    )
                )
            }
        }
        if columns.contains(where: { $0.blanks > 0 }) { values.append(("", "missing")) }
        var options = [GuessedOption("fields", .list(fields))]
        if !values.isEmpty { options.append(GuessedOption("values", .pairs(values))) }
        if hasMarks { options.append(GuessedOption("marks", .pairs([("*", "provisional")]))) }
        return StageGuess("normalize.missing", options, notes: notes)
    }

    // MARK: Types

    private var numbers: [StageGuess] {
        var stages: [StageGuess] = []
        var integers: [(grouping: String?, fields: [String])] = []
        var decimals: [(mark: String, percent: Bool, fields: [String])] = []
        for column in columns {
            switch column.kind {
            case .integer(let grouping):
                if let place = integers.firstIndex(where: { $0.grouping == grouping }) {
                    integers[place].fields.append(column.name)
                } else {
                    integers.append((grouping, [column.name]))
                }
            case .number(let mark, let percent):
                if let place = decimals.firstIndex(where: { $0.mark == mark && $0.percent == percent }) {
                    decimals[place].fields.append(column.name)
                } else {
                    decimals.append((mark, percent, [column.name]))
                }
            default: break
            }
        }
        for (grouping, fields) in integers {
            var options = [GuessedOption("fields", .list(fields))]
            if let grouping { options.append(GuessedOption("grouping", grouping)) }
            stages.append(StageGuess("normalize.integer", options))
        }
        for (mark, percent, fields) in decimals {
            var options = [GuessedOption("fields", .list(fields)), GuessedOption("decimal_mark", mark)]
            if percent { options.append(GuessedOption("percent", "true")) }
            stages.append(StageGuess("normalize.number", options))
        }
        return stages
    }

    private var others: [StageGuess] {
        var stages: [StageGuess] = []
        var dates: [(pattern: String, fields: [String])] = []
        var lists: [(path: String, fields: [String])] = []
        var booleans: [String] = []
        for column in columns {
            switch column.kind {
            case .date(let pattern):
                if let place = dates.firstIndex(where: { $0.pattern == pattern }) {
                    dates[place].fields.append(column.name)
                } else {
                    dates.append((pattern, [column.name]))
                }
            case .code(let path):
                if let place = lists.firstIndex(where: { $0.path == path }) {
                    lists[place].fields.append(column.name)
                } else {
                    lists.append((path, [column.name]))
                }
            case .boolean: booleans.append(column.name)
            default: break
            }
        }
        for (pattern, fields) in dates {
            let patterns = GuessedOption("patterns", .list([pattern]))
            stages.append(StageGuess("normalize.date", [GuessedOption("fields", .list(fields)), patterns]))
        }
        if !booleans.isEmpty {
            stages.append(StageGuess("normalize.boolean", [GuessedOption("fields", .list(booleans))]))
        }
        for (path, fields) in lists {
            let list = GuessedOption("list", path)
            stages.append(StageGuess("normalize.code", [GuessedOption("fields", .list(fields)), list]))
        }
        return stages
    }
}
