public import StageKit

/// Writes the JSON Schema (draft 2020-12) of pipeline files, for editors.
public enum PipelineSchema {
    /// The schema of pipelines made of the stages of a catalog; ends with a newline.
    public static func json(catalog: StageCatalog) -> String {
        PipelineSchemaWriter(catalog: catalog).schema.pretty() + "\n"
    }
}

/// Turns declarations into schemas. Scalars allow every type that YAML may see in them, since they are taken as text.
private struct PipelineSchemaWriter {
    let catalog: StageCatalog

    var schema: JSONText {
        .object(
            [
                ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
                ("title", .text("Sluse pipeline")),
            ] + entries(of: PipelineSettings.options, overrides: topLevel) + [("$defs", .object(definitions))]
        )
    }

    private var topLevel: [String: JSONText] {
        [
            "name": .object([("type", .text("string")), ("pattern", .text(namePattern))]),
            "params": named(group(ParameterSettings.options)),
            "inputs": named(.object([("oneOf", .list([inputChain, group(InputSettings.options, input)]))])),
            "stages": list(reference("stage")),
            "outputs": named(list(reference("output_stage"))),
        ]
    }

    private var input: [String: JSONText] { ["stages": inputChain] }

    private var inputChain: JSONText {
        .object([
            ("type", .text("array")),
            ("prefixItems", .list([reference("reader")])),
            ("items", reference("transform")),
            ("minItems", .number(1)),
        ])
    }

    private var definitions: [(String, JSONText)] {
        let kinds: [(String, StageKind.Role, [OptionDeclaration])] = [
            ("reader", .reader, ReaderSettings.options),
            ("transform", .transform, StageSettings.options),
            ("writer", .writer, WriterSettings.options),
        ]
        let items = kinds.map { name, role, beside in
            let kinds = catalog.kinds.filter { $0.role == role }
            return (name, oneOf(kinds.flatMap { forms(of: $0, beside: beside) }))
        }
        let lists = [
            ("stage", oneOf([reference("reader"), reference("transform"), reference("writer")])),
            ("output_stage", oneOf([reference("transform"), reference("writer")])),
        ]
        return lists + items
            + catalog.kinds.map { kind in
                (kind.declaration.name, described(group(kind.options), kind.declaration.summary))
            }
    }

    /// A stage as a list item: its name alone, if nothing must be said, or a map.
    private func forms(of kind: StageKind, beside: [OptionDeclaration]) -> [JSONText] {
        let name = kind.declaration.name
        let map = JSONText.object([
            ("type", .text("object")),
            (
                "properties",
                .object([(name, reference(name))] + beside.map { ($0.name, property($0, override: nil)) })
            ),
            ("required", .list([.text(name)])),
            ("additionalProperties", .bool(false)),
        ])
        if kind.options.contains(where: \.isRequired) { return [map] }
        return [.object([("const", .text(name)), ("description", .text(kind.declaration.summary))]), map]
    }

    // MARK: Declarations

    private func entries(
        of options: [OptionDeclaration],
        overrides: [String: JSONText]
    ) -> [(String, JSONText)] {
        let required = options.filter(\.isRequired).map { JSONText.text($0.name) }
        var entries: [(String, JSONText)] = [
            // A stage without required options may have nothing behind its colon.
            ("type", required.isEmpty ? .list([.text("object"), .text("null")]) : .text("object")),
            ("properties", .object(options.map { ($0.name, property($0, override: overrides[$0.name])) })),
        ]
        if !required.isEmpty { entries.append(("required", .list(required))) }
        return entries + [("additionalProperties", .bool(false))]
    }

    private func group(_ options: [OptionDeclaration], _ overrides: [String: JSONText] = [:]) -> JSONText {
        .object(entries(of: options, overrides: overrides))
    }

    private func property(_ option: OptionDeclaration, override: JSONText?) -> JSONText {
        guard case .object(let entries) = described(override ?? schema(of: option.shape), option.help) else {
            return override ?? .object([])
        }
        guard let text = option.defaultText, let value = value(text, shape: option.shape) else {
            return .object(entries)
        }
        return .object(entries + [("default", value)])
    }

    private func schema(of shape: OptionShape) -> JSONText {
        switch shape {
        case .text, .field, .path: types("string", "number", "boolean")
        case .integer: types("integer", "string", pattern: "^[+-]?[0-9]+$|\\$\\{")
        case .boolean: types("boolean", "string", pattern: "^(true|false)$|\\$\\{")
        case .share: types("integer", "string", pattern: "^[0-9]+$|^[0-9]+(\\.[0-9]+)?%$|\\$\\{")
        case .choice(let words):
            .object([
                (
                    "anyOf",
                    .list([
                        .object([("enum", .list(words.flatMap(constants)))]),
                        types("string", pattern: "\\$\\{"),
                    ])
                )
            ])
        case .list(let element): list(schema(of: element))
        case .map(let value):
            .object([("type", .text("object")), ("additionalProperties", schema(of: value))])
        case .group(let options): group(options)
        case .either(let shapes): .object([("anyOf", .list(shapes.map(schema)))])
        }
    }

    /// A word, and what YAML may take it for: the `1` of `version: 1`.
    private func constants(_ word: String) -> [JSONText] {
        if let number = Int64(word), String(number) == word { return [.number(number), .text(word)] }
        if word == "true" || word == "false" { return [.bool(word == "true"), .text(word)] }
        return [.text(word)]
    }

    private func value(_ text: String, shape: OptionShape) -> JSONText? {
        switch shape {
        case .integer: Int64(text).map(JSONText.number)
        case .boolean: .bool(text == "true")
        case .text, .field, .path, .choice, .share: .text(text)
        case .list, .map, .group, .either: nil
        }
    }

    // MARK: Small parts

    private let namePattern = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"

    private func types(_ names: String..., pattern: String? = nil) -> JSONText {
        let type = names.count == 1 ? JSONText.text(names[0]) : .list(names.map(JSONText.text))
        return .object([("type", type)] + (pattern.map { [("pattern", .text($0))] } ?? []))
    }

    private func named(_ value: JSONText) -> JSONText {
        .object([
            ("type", .text("object")),
            ("propertyNames", .object([("pattern", .text(namePattern))])),
            ("additionalProperties", value),
        ])
    }

    private func list(_ items: JSONText) -> JSONText {
        .object([("type", .text("array")), ("items", items)])
    }

    private func oneOf(_ schemas: [JSONText]) -> JSONText {
        // A list of none would be no schema; nothing fits `not {}`.
        schemas.isEmpty ? .object([("not", .object([]))]) : .object([("oneOf", .list(schemas))])
    }

    private func reference(_ name: String) -> JSONText { .object([("$ref", .text("#/$defs/\(name)"))]) }

    private func described(_ schema: JSONText, _ text: String) -> JSONText {
        guard case .object(let entries) = schema, !text.isEmpty else { return schema }
        return .object([("description", .text(text))] + entries)
    }
}
