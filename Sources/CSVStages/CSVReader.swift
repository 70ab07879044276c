import ByteKernels
public import StageKit

/// Reads delimited text: CSV in all the forms in which senders save it.
public struct CSVReader: Reader {
    public static let declaration = StageDeclaration(
        "read.csv",
        "Reads delimited text files; fields are found by their names in the header.",
        example: """
            path: "../samples/sundhedsprofil_historik/*.csv"
            encoding: utf-8
            delimiter: ","
            fields: [kommune_kode, indicator_id, aar, raw_value]
            """,
        rules: CSVRule.all
    )

    @Option("The files: a path or a pattern with * and ?.")
    public var path: InputPath

    @Option("How the bytes stand for letters.")
    public var encoding = FileEncoding.utf8

    @Option("The sign between two fields, or a few signs; tab for a tabulator.")
    public var delimiter = FieldSeparator(",")

    @Option("The sign around fields that hold delimiters or line ends; none if quotes are ordinary letters.")
    public var quote = OptionalMark(UInt8(ascii: "\""))

    @Option("The sign before quotes inside fields that are part of the text, where they are not doubled.")
    public var escape = OptionalMark(nil)

    @Option("Whether a record with a quote in the wrong place is rejected, or the quote taken as a letter.")
    public var quotes = Quotes.strict

    @Option("Whether records of the wrong length are rejected, short ones padded, long ones truncated, or both: fit.")
    public var ragged = Ragged.reject

    @Option("The sign at the start of lines that are comments.")
    public var comment = CommentMark(nil)

    @Option("The number of lines before the header that are no part of the table.")
    public var skipRows = 0

    @Option("The number of rows in the header; their names are joined by a blank. With 0, fields gives the names.")
    public var headerRows = 1

    @Option("Names for cells of the header by their place, from 1; mostly for empty ones.")
    public var names = NamedValues<String>()

    @Option("The fields that every file must have, in the order of the table; else those of the first file.")
    public var fields: [String] = []

    @Option("Whether a file with fields beyond those named is refused, or the fields ignored.")
    public var extra = Extra.refuse

    @Option("Whether records whose cells are all empty are skipped, kept or rejected.")
    public var blankRows = BlankRows.skip

    @Option("A new first field: the text of rows that fill their first cell alone, for the records below them.")
    public var heading: String?

    @Option("The text with which the first line after the data begins.")
    public var footer: String?

    @Option("Whether blanks around values are left out, and those between a delimiter and a quote.")
    public var trim = false

    @Option("Whether a file whose last line has no line end, and so may be cut, is taken or refused.")
    public var lastLine = LastLine.take

    @Option("The most bytes that a record may have.")
    public var maxRecord = 16 << 20

    @Option("The most bytes that a cell may have, with its quotes.")
    public var maxCell = 1 << 20

    @Option("The most cells that a header may have.")
    public var maxColumns = 1 << 16

    public init() {}

    public func prepare(_ context: inout ReaderContext) -> PreparedReader? {
        guard var format = format(&context.stage) else { return nil }
        if format.fields == nil { format.fields = fieldsOfFirstFile(format, &context) }
        guard let fields = format.fields else { return nil }
        if let heading {
            if fields.contains(heading) {
                context.stage.mistake("there is a field named '\(heading)' already", at: $heading.place)
                return nil
            }
            context.stage.schema.add(heading, type: .text)
        }
        for field in fields { context.stage.schema.add(field, type: .text) }
        let rules = CSVRules(&context.stage)
        let ready = format
        let dialect = RejectDialect(
            delimiter: delimiter.byte ?? UInt8(ascii: ";"),
            quote: quote.byte ?? UInt8(ascii: "\""),
            encoding: encoding
        )
        guard heading == nil else {
            return PreparedReader(
                rejectDialect: dialect,
                makeSource: { CSVSource(ready, parser: CSVRowParser(ready, rules: rules)) }
            )
        }
        return PreparedReader(
            rejectDialect: dialect,
            makeSource: { CSVSource(ready) },
            makeParser: { CSVRowParser(ready, rules: rules) }
        )
    }

    /// The options as they are used; nil after a mistake.
    func format(_ context: inout StageContext) -> CSVFormat? {
        let mistakes = context.diagnostics.count
        checkMarks(&context)
        if skipRows < 0 { context.mistake("skip_rows is below 0", at: $skipRows.place) }
        if headerRows < 0 || headerRows > 16 {
            context.mistake("header_rows is not from 0 to 16", at: $headerRows.place)
        }
        if maxRecord < Self.leastRecord || maxRecord > Self.greatestRecord {
            context.mistake(
                "max_record is not from \(Self.leastRecord) to \(Self.greatestRecord) bytes",
                at: $maxRecord.place
            )
        }
        if maxCell < 1 || maxCell > Self.greatestRecord {
            context.mistake("max_cell is not from 1 to \(Self.greatestRecord) bytes", at: $maxCell.place)
        }
        if maxColumns < 1 || maxColumns > FieldIndexer.maximumColumns {
            context.mistake("max_columns is not from 1 to \(FieldIndexer.maximumColumns)", at: $maxColumns.place)
        }
        if headerRows == 0, fields.isEmpty {
            context.mistake(
                "a file without a header needs fields",
                at: $headerRows.place,
                hint: "write fields: [a, b]: the names of the cells in their order"
            )
        }
        checkFields(&context)
        let places = placesOfNames(&context)
        guard context.diagnostics.count == mistakes, let notation = notation(&context) else { return nil }
        var format = CSVFormat(notation: notation, encoding: encoding)
        format.quotes = quotes == .strict ? .strict : .lenient
        format.ragged =
            switch ragged {
            case .reject: .reject
            case .pad: .pad
            case .truncate: .truncate
            case .fit: .fit
            }
        format.blankRows = blankRows
        format.skipRows = skipRows
        format.headerRows = headerRows
        format.names = places
        format.fields = fields.isEmpty ? nil : fields
        format.ignoresExtra = extra == .ignore
        format.hasHeadings = heading != nil
        format.footer = footer.flatMap { encoding.ofCells.bytes(of: $0) } ?? []
        format.maxRecord = maxRecord
        format.maxCell = maxCell
        format.maxColumns = maxColumns
        format.refusesOpenEnd = lastLine == .refuse
        return format
    }

    // A smaller limit would hold for some records and not for others, depending on where blocks begin.
    static let leastRecord = 256 << 10
    static let greatestRecord = 128 << 20

    private func checkMarks(_ context: inout StageContext) {
        if quote.byte == delimiter.byte { context.mistake("quote and delimiter are the same sign", at: $quote.place) }
        let quoteText = quote.byte.map { String(Unicode.Scalar($0)) }
        if let comment = comment.text, comment.hasPrefix(delimiter.text) || comment == quoteText {
            context.mistake("the comment sign is the delimiter or the quote", at: $comment.place)
        }
        if let escape = escape.byte, escape == delimiter.byte || escape == quote.byte || quote.byte == nil {
            context.mistake(
                "the escape sign is the delimiter or the quote, or there is no quote",
                at: $escape.place,
                hint: "doubled quotes are always read; leave escape out"
            )
        }
        if let footer, encoding.ofCells.bytes(of: footer) == nil {
            context.mistake("the footer has letters that \(encoding.rawValue) lacks", at: $footer.place)
        }
        if footer?.contains(where: \.isNewline) ?? false {
            context.mistake("the footer is more than one line", at: $footer.place)
        }
    }

    /// How the files write fields and comments; nil after a mistake.
    private func notation(_ context: inout StageContext) -> CSVNotation? {
        guard let delimiter = encoding.ofCells.bytes(of: delimiter.text) else {
            context.mistake("the delimiter has signs that \(encoding.rawValue) lacks", at: $delimiter.place)
            return nil
        }
        guard let comment = encoding.ofCells.bytes(of: comment.text ?? "") else {
            context.mistake("the comment sign has letters that \(encoding.rawValue) lacks", at: $comment.place)
            return nil
        }
        var notation = CSVNotation(delimiter: delimiter, quote: quote.byte, escape: escape.byte)
        notation.comment = comment
        notation.isLenient = quotes == .lenient
        notation.trims = trim
        return notation
    }

    private func checkFields(_ context: inout StageContext) {
        var seen: Set<String> = []
        for field in fields {
            if field.isEmpty { context.mistake("a field has no name", at: $fields.place) }
            if !seen.insert(field).inserted { context.mistake("field '\(field)' is named twice", at: $fields.place) }
        }
        if fields.count > maxColumns {
            context.mistake("more fields than max_columns: \(maxColumns)", at: $fields.place)
        }
        if let heading, fields.contains(heading) {
            context.mistake("there is a field named '\(heading)' already", at: $heading.place)
        }
    }

    private func placesOfNames(_ context: inout StageContext) -> [Int: String] {
        var places: [Int: String] = [:]
        for entry in names.entries {
            guard let place = Int(entry.name), place >= 1 else {
                context.mistake(
                    "'\(entry.name)' is no place of a cell",
                    at: entry.place,
                    hint: "write names: { 1: kommune_navn }; the first cell is 1"
                )
                continue
            }
            places[place - 1] = entry.value
        }
        if headerRows == 0, !names.entries.isEmpty {
            context.mistake("without a header, fields gives all names", at: $names.place)
        }
        return places
    }

    private func fieldsOfFirstFile(_ format: CSVFormat, _ context: inout ReaderContext) -> [String]? {
        context.findInFirstFile(
            "fields",
            at: $path.place,
            hint: "write fields: [a, b] with the names in the header"
        ) { input in
            let head = try CSVSource.head(of: input, format: format)
            return try CSVBinding.fields(of: head, format: format)
        }
    }
}
