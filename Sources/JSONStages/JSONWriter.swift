public import StageKit

/// Writes JSON: an array with one object on each line.
public struct JSONWriter: Writer {
    public static let declaration = StageDeclaration(
        "write.json",
        "Writes an array of objects, one on each line; numbers keep their digits.",
        example: """
            path: kommuner.json
            """,
        exampleTable: """
            kommune | navn  | procent:number
            0147    | Læsø  | 12.5
            0101    | Samsø | ∅suppressed
            """
    )

    @Option("Name of the file in the published folder; ${row.field} makes a file for each value of a field.")
    public var path: OutputPath

    @Option("What stands for a missing value: null, or nothing at all.")
    public var missing = JSONMissing.null

    @Option("Whether FIELD_status tells why a value is missing, or that it is provisional.")
    public var reasons = false

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedWriter? {
        let plan = JSONWritingPlan(
            &context,
            missing: missing,
            reasons: reasons,
            reasonsPlace: $reasons.place,
            separator: ",\n",
            recordEnd: ""
        )
        guard let plan else { return nil }
        return PreparedWriter(
            description: FileDescription(format: "json", mediaType: "application/json"),
            prefix: Array("[\n".utf8),
            separator: plan.separator,
            suffix: Array("\n]\n".utf8),
            whenEmpty: Array("[]\n".utf8),
            makeEncoder: { JSONRecordEncoder(plan) }
        )
    }
}
