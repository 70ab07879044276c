import PipelineEngine

/// Records as a table for people.
struct PreviewTable {
    private let result: PreviewRun.Result
    /// The most characters of a value that are shown.
    private static let cellWidth = 40

    init(_ result: PreviewRun.Result) { self.result = result }

    /// The table, or a sentence when there are no records; ends with a newline.
    var text: String {
        guard !result.rows.isEmpty else {
            let more = result.read >= PreviewRun.mostRecords ? "; more were not read" : ""
            return "no record is left of \(result.read)\(more)\n"
        }
        var table = TextTable(result.fields.indices.map { isNumeric($0) ? .right : .left })
        table.add(result.fields.map(Self.shown))
        for row in result.rows { table.add(row.map(cell)) }
        return table.lines(indent: "").map { $0 + "\n" }.joined()
    }

    private func cell(_ value: PreviewRun.Value) -> String {
        switch value {
        case .present(let text): Self.shown(text)
        case .missing("missing"): "∅"
        case .missing(let reason): "∅" + reason
        }
    }

    /// Whether all values of a column look like numbers, so that their ends should stand under each other.
    private func isNumeric(_ column: Int) -> Bool {
        let texts = result.rows.compactMap { row -> String? in
            if case .present(let text) = row[column] { text } else { nil }
        }
        return !texts.isEmpty
            && texts.allSatisfy { text in
                !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 || $0 == 45 || $0 == 44 }
            }
    }

    /// On one line, not too long, and without anything that a terminal would obey.
    private static func shown(_ text: String) -> String {
        let short = text.count > cellWidth ? text.prefix(cellWidth - 1) + "…" : Substring(text)
        return String(
            short.map { character in
                guard let scalar = character.unicodeScalars.first else { return character }
                return scalar.properties.generalCategory == .control ? "\u{fffd}" : character
            }
        )
    }
}
