public import StageKit

/// Writes what there is to know of stages, from their declarations and options.
public struct StageReference: Sendable {
    private let catalog: StageCatalog

    /// The reference of the stages of a catalog.
    public init(catalog: StageCatalog) {
        self.catalog = catalog
    }

    /// All stages with their summaries, grouped by verb; ends with a newline.
    public var list: String {
        let width = catalog.names.map(\.count).max() ?? 0
        return verbs.map { _, kinds in
            kinds.map { "\(padded($0.declaration.name, width))  \($0.declaration.summary)\n" }.joined()
        }.joined(separator: "\n")
    }

    /// One stage: summary, example, options, rules; nil when there is none with the name.
    public func text(_ name: String) -> String? {
        guard let kind = catalog[name] else { return nil }
        let declaration = kind.declaration
        var blocks = ["\(name)\n\(declaration.summary)\n", Self.example(of: declaration) + "\n"]
        if let table = declaration.exampleTable {
            blocks.append("Runs on\n" + table.split(separator: "\n").map { "  \($0)\n" }.joined())
        }
        let rows = Self.rows(of: kind.options)
        if !rows.isEmpty {
            let names = rows.map(\.name.count).max() ?? 0
            let types = rows.map(\.type.count).max() ?? 0
            let lines = rows.map { row in
                // The default closes the line, so that nothing is left blank at its end.
                let head = "  \(padded(row.name, names))  \(padded(row.type, types))  \(row.standard)"
                return "\(head.trimmedAtEnd)\n      \(row.help)\n"
            }
            blocks.append("Options\n" + lines.joined())
        }
        if !declaration.rules.isEmpty {
            let lines = declaration.rules.map { "  \($0.rule)\n      en: \($0.english)\n      da: \($0.danish)\n" }
            blocks.append("Rules\n" + lines.joined())
        }
        blocks.append("Beside the name: \(Self.beside(kind).joined(separator: ", "))\n")
        return blocks.joined(separator: "\n")
    }

    /// All stages as a page of Markdown.
    public var markdown: String {
        var page = "# Stages\n\nWritten by the command itself from the declarations of the stages.\n"
        for (verb, kinds) in verbs {
            page += "\n## \(verb)\n"
            for kind in kinds { page += "\n" + markdown(of: kind) }
        }
        return page
    }

    private func markdown(of kind: StageKind) -> String {
        let declaration = kind.declaration
        var text =
            "### \(declaration.name)\n\n\(declaration.summary)\n\n```yaml\n\(Self.example(of: declaration))\n```\n"
        if let table = declaration.exampleTable { text += "\nRuns on:\n\n```\n\(table)\n```\n" }
        let rows = Self.rows(of: kind.options)
        if !rows.isEmpty {
            text += "\n| Option | Type | Default | |\n|---|---|---|---|\n"
            for row in rows {
                let standard = row.isRequired || row.standard.isEmpty ? row.standard : "`\(row.standard)`"
                text += "| `\(row.name)` | \(cell(row.type)) | \(cell(standard)) | \(cell(row.help)) |\n"
            }
        }
        if !declaration.rules.isEmpty {
            text += "\n| Rule | English | Danish |\n|---|---|---|\n"
            for rule in declaration.rules {
                text += "| `\(rule.rule)` | \(cell(rule.english)) | \(cell(rule.danish)) |\n"
            }
        }
        return text + "\nBeside the name: " + Self.beside(kind).map { "`\($0)`" }.joined(separator: ", ") + "\n"
    }

    /// All stages as a list of JSON objects, for other programs; ends with a newline.
    public var json: String {
        JSONText.list(catalog.kinds.map(json)).pretty() + "\n"
    }

    private func json(of kind: StageKind) -> JSONText {
        let declaration = kind.declaration
        return .object(
            [
                ("name", .text(declaration.name)), ("summary", .text(declaration.summary)),
                ("example", .text(Self.example(of: declaration))),
            ] + (declaration.exampleTable.map { [("example_table", JSONText.text($0))] } ?? []) + [
                (
                    "options",
                    .list(
                        Self.rows(of: kind.options).map { row in
                            .object(
                                [
                                    ("name", .text(row.name)), ("type", .text(row.type)),
                                    ("required", .bool(row.isRequired)),
                                ] + (row.isRequired || row.standard.isEmpty ? [] : [("default", .text(row.standard))])
                                    + [("help", .text(row.help))]
                            )
                        }
                    )
                ),
                (
                    "rules",
                    .list(
                        declaration.rules.map {
                            .object([
                                ("rule", .text($0.rule)), ("en", .text($0.english)), ("da", .text($0.danish)),
                            ])
                        }
                    )
                ),
                ("beside", .list(Self.beside(kind).map { .text($0) })),
            ]
        )
    }

    // MARK: What all forms share

    private struct Row {
        var name: String
        var type: String
        var isRequired: Bool
        /// The default; `required` when there is none to have.
        var standard: String
        var help: String
    }

    /// The stages by the part before the full stop, in the order in which verbs first come up.
    private var verbs: [(verb: String, kinds: [StageKind])] {
        var groups: [(verb: String, kinds: [StageKind])] = []
        for kind in catalog.kinds {
            let verb = String(kind.declaration.name.prefix { $0 != "." })
            if let index = groups.firstIndex(where: { $0.verb == verb }) {
                groups[index].kinds.append(kind)
            } else {
                groups.append((verb, [kind]))
            }
        }
        return groups
    }

    /// The example as it stands in a pipeline.
    private static func example(of declaration: StageDeclaration) -> String {
        let lines = declaration.example.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.allSatisfy(\.isEmpty) { return "- \(declaration.name)" }
        return (["- \(declaration.name):"] + lines.map { $0.isEmpty ? "" : "    \($0)" }).joined(separator: "\n")
    }

    /// Options, those of nested maps behind a full stop.
    private static func rows(of options: [OptionDeclaration], below parent: String = "") -> [Row] {
        options.flatMap { option in
            let nested = nestedOptions(of: option.shape)
            let row = Row(
                name: parent + option.name,
                type: option.shape.summary,
                isRequired: option.isRequired,
                standard: option.isRequired ? "required" : option.defaultText ?? "",
                help: option.help
            )
            return [row] + rows(of: nested, below: parent + option.name + ".")
        }
    }

    private static func nestedOptions(of shape: OptionShape) -> [OptionDeclaration] {
        switch shape {
        case .group(let options): options
        case .list(let inner), .map(let inner): nestedOptions(of: inner)
        case .either(let shapes): shapes.flatMap(nestedOptions)
        default: []
        }
    }

    private static func beside(_ kind: StageKind) -> [String] {
        let options =
            switch kind.role {
            case .reader: ReaderSettings.options
            case .transform: StageSettings.options
            case .writer: WriterSettings.options
            }
        return options.map(\.name)
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func cell(_ text: String) -> String { text.replacing("|", with: "\\|").replacing("\n", with: " ") }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
