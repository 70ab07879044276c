import ByteKernels
public import StageKit

/// Reads lines in which every field has its place: registers from mainframes, such as SHAK.
public struct FixedWidthReader: Reader {
    public static let declaration = StageDeclaration(
        "read.fixed_width",
        "Reads text files in which each field stands at its own place of the line.",
        example: """
            path: "../samples/shak/*.txt"
            encoding: iso-8859-1
            fields: { type: 1-3, kode: 4-23, fra: 24-31, navn: 48-167 }
            """,
        rules: FixedWidthRule.all
    )

    /// What becomes of a line that ends before its last field.
    public enum ShortLines: String, OptionChoice {
        case reject
        case pad
    }

    @Option("The files: a path or a pattern with * and ?.")
    public var path: InputPath

    @Option("How the bytes stand for letters.")
    public var encoding = FileEncoding.utf8

    @Option("The first and the last letter of each field in its line, counted from 1: name: 4-23.")
    public var fields = NamedValues<LinePlace>()

    @Option("Whether blanks around a value are left out.")
    public var trim = true

    @Option("The number of lines before the records.")
    public var headerRows = 0

    @Option("Whether a line that ends before its last field is rejected, or its last fields are missing.")
    public var shortLines = ShortLines.reject

    @Option("Whether a file whose last line has no line end, and so may be cut, is taken or refused.")
    public var lastLine = LastLine.take

    @Option("The most bytes that a line may have.")
    public var maxRecord = 16 << 20

    public init() {}

    public func prepare(_ context: inout ReaderContext) -> PreparedReader? {
        check(&context.stage)
        guard !context.stage.hasErrors else { return nil }
        for entry in fields.entries { context.stage.schema.add(entry.name, type: .text) }
        let layout = FixedWidthLayout(
            places: fields.entries.map(\.value),
            trims: trim,
            pads: shortLines == .pad,
            shortLine: context.stage.rule(FixedWidthRule.shortLine),
            encoding: context.stage.rule(FixedWidthRule.encoding)
        )
        // Quotes and delimiters mean nothing; NUL is in no text.
        var lines = CSVFormat(notation: CSVNotation(delimiter: [0]), encoding: encoding)
        lines.isDelimited = false
        lines.headerRows = 0
        lines.skipRows = headerRows
        lines.refusesOpenEnd = lastLine == .refuse
        lines.maxRecord = maxRecord
        lines.fields = fields.entries.map(\.name)
        let format = lines
        return PreparedReader(
            rejectDialect: RejectDialect(encoding: encoding),
            makeSource: { CSVSource(format) },
            makeParser: { FixedWidthParser(layout) }
        )
    }

    private func check(_ context: inout StageContext) {
        if fields.entries.isEmpty {
            context.mistake("there are no fields", at: $fields.place, hint: "write fields: { name: 4-23 }")
        }
        if maxRecord < CSVReader.leastRecord || maxRecord > CSVReader.greatestRecord {
            context.mistake(
                "max_record is not from \(CSVReader.leastRecord) to \(CSVReader.greatestRecord) bytes",
                at: $maxRecord.place
            )
        }
        if headerRows < 0 { context.mistake("header_rows is below 0", at: $headerRows.place) }
        let ordered = fields.entries.sorted { $0.value.first < $1.value.first }
        for (field, next) in zip(ordered, ordered.dropFirst()) where next.value.first <= field.value.last {
            context.warn(
                "field '\(next.name)' begins before '\(field.name)' ends at \(field.value.last)",
                at: next.place
            )
        }
    }
}

/// Why a line with fixed places makes no row.
enum FixedWidthRule {
    static let shortLine = Rejection(
        "fixed_width.short_line",
        en: "the line ends before its last field",
        da: "linjen slutter før sit sidste felt"
    )
    static let encoding = Rejection(
        "fixed_width.encoding",
        en: "the line holds bytes that are no text in the encoding of the file",
        da: "linjen indeholder bytes, der ikke er tekst i filens tegnsæt"
    )

    static let all = [shortLine, encoding]
}
