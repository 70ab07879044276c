public import StageKit

/// Reads JSON Lines: one JSON object on each line.
public struct JSONLinesReader: Reader {
    public static let declaration = StageDeclaration(
        "read.json_lines",
        "Reads files with one JSON object on each line.",
        example: """
            path: ../samples/sundhedsprofil/2021/nordjylland.jsonl
            fields: [aar, kommune, andel]
            """,
        rules: JSONReason.rulesOfLines.map(\.rejection)
    )

    @Option("Path of the deliveries; * and ? stand for what differs in their names.")
    public var path: InputPath

    @Option("Paths of the values, keys with / between them, or names with paths; else the keys of the first record.")
    public var fields: FieldList<JSONFieldSource>?

    @Option("Keys that are no fields: ignore, the default where fields are listed, or refuse the file.")
    public var extra: JSONExtra?

    @Option(
        """
        Objects and arrays in a field: reject, the default where fields are listed; text takes them as they stand; join \
        joins the plain values of an array and rejects the rest.
        """
    )
    public var nested: JSONNested?

    @Option("The text between two values that are joined.")
    public var separator = ","

    @Option(
        """
        The way from a record to an array whose elements become the records, counted as read, with the fields around it \
        repeated; the paths of fields in them go on below the array.
        """
    )
    public var explode: JSONArrayPath?

    @Option("What an empty or absent array to be exploded makes: keep one record, the default, drop it, or reject it.")
    public var noElements: JSONNoElements?

    @Option("Bytes that a record may have.")
    public var maxRecord = 16_777_216

    @Option("Brackets that may be open at once in a record.")
    public var maxDepth = 128

    public init() {}

    public func prepare(_ context: inout ReaderContext) -> PreparedReader? {
        let options = JSONReaderOptions(
            fields: fields,
            extra: extra,
            nested: nested,
            separator: separator,
            separatorPlace: $separator.place,
            explode: explode,
            noElements: noElements,
            noElementsPlace: $noElements.place,
            maxRecord: maxRecord,
            maxRecordPlace: $maxRecord.place,
            maxDepth: maxDepth,
            maxDepthPlace: $maxDepth.place
        )
        guard let plan = options.plan(&context, hasLines: true, cutter: JSONLinesCutter()) else { return nil }
        return PreparedReader(
            makeSource: { JSONSource(JSONLinesCutter(), recordLimit: plan.recordLimit) },
            makeParser: { JSONBatchParser(plan) }
        )
    }
}
