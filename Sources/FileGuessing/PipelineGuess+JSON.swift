import StageKit

extension PipelineGuess {
    /// The guess for machines: a JSON object with the readers, their options, the columns and the pipeline as text.
    public var json: String {
        let root = JSONText.object([
            ("name", .text(name)),
            ("remarks", .list(remarks.map(phrase))),
            ("inputs", .list(inputs.map(input))),
            ("pipeline", .text(text)),
        ])
        return String(decoding: root.rendered(), as: UTF8.self)
    }

    private func phrase(_ phrase: Phrase) -> JSONText { .text(phrase.text(language)) }

    private func input(_ input: InputGuess) -> JSONText {
        .object([
            ("name", .text(input.name)),
            ("files", .list(input.files.map { .text($0) })),
            ("path", .text(input.path)),
            ("reader", .text(input.reader.stage)),
            ("kind", phrase(input.reader.kind)),
            ("options", .list(input.reader.options.map(option))),
            ("notes", .list(input.reader.notes.map(phrase))),
            ("records", .number(Int64(input.records))),
            ("all_records", .bool(input.isWhole)),
            ("columns", .list(input.columns.map(column))),
        ])
    }

    private func option(_ option: GuessedOption) -> JSONText {
        let value: JSONText =
            switch option.value {
            case .scalar(let text): .text(text)
            case .list(let texts): .list(texts.map { .text($0) })
            case .map(let pairs): .object(pairs.map { ($0.key, .text($0.value)) })
            }
        let evidence = option.evidence.filter { !$0.english.isEmpty }
        return .object([("option", .text(option.key)), ("value", value), ("evidence", .list(evidence.map(phrase)))])
    }

    private func column(_ column: ColumnGuess) -> JSONText {
        .object([
            ("field", .text(column.name)),
            ("type", .text(column.type)),
            ("empty", .number(Int64(column.blanks))),
            ("signs", .object(column.signs.map { ($0.sign.text, .number(Int64($0.count))) })),
            ("personal", .bool(column.isPersonal)),
            ("evidence", .list(column.evidence.map(phrase))),
        ])
    }
}
