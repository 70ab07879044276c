/// A schema file: the fields of a table, with their types and what their values may be.
public struct TableSchema: OptionValue {
    /// The path as the user wrote it.
    public let path: String
    /// `name:` in the file.
    public let name: String
    /// `summary:` in the file; empty when there is none.
    public let summary: String
    /// The fields in the order of the file, with the place of each in it.
    public let fields: [NamedValues<SchemaField>.Entry]

    /// What a schema file says of a field.
    public subscript(_ name: String) -> SchemaField? { fields.first { $0.name == name }?.value }

    public static var shape: OptionShape { .path }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let path = node.text, !path.isEmpty else {
            throw Mistakes("expected the path of a schema, found \(node.kind)", at: node.place)
        }
        let resource = try scope.loadResource(path, node.place)
        let file = try SchemaFile.configured(by: try resource.parsed(), in: resource.scope())
        let mistakes = file.mistakes
        if !mistakes.isEmpty { throw Mistakes(mistakes) }
        self.path = path
        name = file.name
        summary = file.summary ?? ""
        fields = file.fields.entries
    }
    public var optionText: String? { path }
}

/// The keys of a schema file.
private struct SchemaFile: OptionGroup {
    @Option("The version of the format: 1.")
    var version: Int

    @Option("The name of the table.")
    var name: String

    @Option("What the table holds, in a sentence.")
    var summary: String?

    @Option("The fields by name.")
    var fields: NamedValues<SchemaField>

    init() {}

    var mistakes: [Diagnostic] {
        var found: [Diagnostic] = []
        if version != 1 {
            found.append(Diagnostic("version \(version) of schemas is unknown", at: $version.place, hint: "write 1"))
        }
        if fields.entries.isEmpty { found.append(Diagnostic("the schema has no fields", at: $fields.place)) }
        return found + fields.entries.flatMap(\.value.wrongBounds)
    }
}
