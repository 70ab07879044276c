public import StageKit

/// Keeps some fields, in the order written, or leaves some out.
public struct FieldSelector: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.select",
        "Keeps some fields, in the order written, or leaves some out.",
        example: """
            fields: [kommune, aar, procent]
            """,
        exampleTable: """
            aar  | kommune | koen | procent:number
            2021 | 0101    | M    | 12.5
            """
    )

    @Option("The fields to keep, in the order in which they are to be written.")
    public var fields: [AnyField] = []

    @Option("The fields to leave out, instead of fields to keep.")
    public var drop: [AnyField] = []

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        guard $fields.isGiven != $drop.isGiven else {
            let count = $fields.isGiven ? "both are" : "neither is"
            context.mistake(
                "exactly one of 'fields' and 'drop' must be given, \(count)",
                at: $drop.place,
                hint: "fields: [a, b] keeps these alone; drop: [a, b] leaves these out"
            )
            return nil
        }
        let named =
            $fields.isGiven
            ? context.requiredFields(fields, $fields)
            : context.requiredFields(drop, $drop)
        let names = named.map(\.name)
        let kept = $fields.isGiven ? names : context.schema.names.filter { !names.contains($0) }
        if kept.isEmpty, !context.hasErrors { context.mistake("no field would be left", at: $drop.place) }
        context.schema.select(kept)
        return context.hasErrors ? nil : .schemaOnly
    }
}
