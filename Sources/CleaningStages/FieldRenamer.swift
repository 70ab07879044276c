public import StageKit

/// Gives fields other names; where they were delivered under another name, reject lists still say so.
public struct FieldRenamer: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.rename",
        "Gives fields other names.",
        example: """
            fields: { år: aar, køn: koen }
            """,
        exampleTable: """
            år   | køn | andel
            2021 | M   | 12,5
            """
    )

    @Option("The names as they are, each with the new one. Two fields can change names with each other.")
    public var fields: NamedValues<NewFieldName>

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        if fields.entries.isEmpty { context.mistake("no fields are named", at: $fields.place) }
        let renamed = Set(fields.entries.map(\.name))
        // A name is free when its field gets another one, too.
        var taken = Set(context.schema.names.filter { !renamed.contains($0) })
        var newNames: [String: String] = [:]
        for entry in fields.entries {
            let field = context.field(FieldReference(name: entry.name, place: entry.place))
            guard taken.insert(entry.value.text).inserted else {
                context.mistake(
                    "two fields would be named '\(entry.value.text)'",
                    at: entry.value.place,
                    hint: "choose another name, or leave one out first with normalize.select"
                )
                continue
            }
            // A field that is not there is followed under its new name, so that it is reported once.
            if field == nil { context.schema.add(entry.name, type: .text) }
            newNames[entry.name] = entry.value.text
        }
        context.schema.rename(newNames)
        guard !context.hasErrors else { return nil }
        return .schemaOnly
    }
}
