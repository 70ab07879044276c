public import StageKit

/// Gives signs such as `..` their meaning: the value is missing, for a reason.
public struct MissingNormalizer: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.missing",
        "Gives signs such as .. their meaning: the value is missing, for a reason.",
        example: """
            values: { "..": suppressed, "": missing }
            marks: { "*": provisional }
            """,
        exampleTable: """
            kommune | procent | antal
            0101    | ..      | 12*
            0147    | 12,5    | 97
            """
    )

    @Option("Signs with what they stand for; a value that is just the sign is missing for that reason.")
    public var values = NamedValues<ValueState>()

    @Option("Signs behind a value, such as the star of 12*; they are left out, and the value is marked.")
    public var marks = NamedValues<ValueState>()

    @Option("Fields with such signs; all fields of text at this point unless given.")
    public var fields: [TextField]?

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        checkSigns(in: &context)
        let found =
            fields.map { context.fields($0) } ?? context.schema.fields.filter { $0.type == .text }
        guard !context.hasErrors else { return nil }
        let slots = found.map(\.slot)
        let signs = MissingSigns(
            values: values.entries.map { ($0.name, $0.value) },
            marks: marks.entries.map { ($0.name, $0.value) }
        )
        return .free { MissingWorker(signs, slots: slots) }
    }

    private func checkSigns(in context: inout StageContext) {
        if values.entries.isEmpty, marks.entries.isEmpty {
            context.mistake("no signs are given", hint: "write values: { \"..\": suppressed }")
        }
        for entry in values.entries where entry.value == .provisional {
            context.mistake(
                "provisional is no reason for a missing value",
                at: entry.place,
                hint: "write marks: { \"\(entry.name)\": provisional } for a sign behind a value"
            )
        }
        for entry in marks.entries {
            if entry.value != .provisional {
                context.mistake("a mark can only be provisional, not \(entry.value.name)", at: entry.place)
            }
            if entry.name.isEmpty { context.mistake("a mark has at least one character", at: entry.place) }
        }
    }
}
