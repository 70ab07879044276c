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
    public var fields: JSONFields?

    @Option("Keys that are no fields: ignore, the default where fields are listed, or refuse the file.")
    public var extra: JSONExtra?

    @Option("Objects and arrays in a field: reject, the default where fields are listed, or take their text.")
    public var nested: JSONNested?

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
