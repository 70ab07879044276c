public import StageKit

/// Reads JSON: the objects of one array of a document.
public struct JSONReader: Reader {
    public static let declaration = StageDeclaration(
        "read.json",
        "Reads the objects of an array in a JSON file, without holding the file in memory.",
        example: """
            path: ../samples/sundhedsprofil/2021/syddanmark.json
            record: data
            fields: { aar: aar, kommune: gruppe/kommune, procent: resultat/andel }
            """,
        rules: JSONReason.rulesOfElements.map(\.rejection)
    )

    @Option("Path of the deliveries; * and ? stand for what differs in their names.")
    public var path: InputPath

    @Option("The way to the array of records, keys with / between them; else the file is the array.")
    public var record: String?

    @Option("Whether an object where the array should be is taken as the only record.")
    public var single = false

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
        guard let way = record.map({ JSONPath(slashes: $0) }) ?? JSONPath("") else {
            context.stage.mistake(
                "'record' has an empty key",
                at: $record.place,
                hint: "write keys with / between them, such as data/observations"
            )
            return nil
        }
        let cutter = JSONArrayCutter(path: way, options: .init(depthLimit: maxDepth, allowsSingleObject: single))
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
        guard let plan = options.plan(&context, hasLines: false, cutter: cutter) else { return nil }
        return PreparedReader(
            makeSource: { JSONSource(cutter, recordLimit: plan.recordLimit) },
            makeParser: { JSONBatchParser(plan) }
        )
    }
}
