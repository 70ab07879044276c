public import StageKit

/// Reads workbooks of Excel: one sheet, row by row.
public struct XLSXReader: Reader {
    public static let declaration = StageDeclaration(
        "read.xlsx",
        "Reads a sheet of Excel workbooks (.xlsx, .xlsm); fields are found by their names in the header.",
        example: """
            path: ../samples/hospitalsophold/*.xlsx
            sheet: Tal
            skip_rows: 2
            footer: "Kilde:"
            fields: [kommune, navn, aar, ophold, pr_1000]
            """,
        rules: XLSXRule.all
    )

    @Option("The files: a path or a pattern with * and ?.")
    public var path: InputPath

    @Option("The sheet: its name, or its number among those that are not hidden; else the first.")
    public var sheet: String?

    @Option("The cells that are read: B3:F20, B3:F for all rows from the third, B:F for some columns; else all.")
    public var range: String?

    @Option("The number of rows before the header that are no part of the table.")
    public var skipRows = 0

    @Option("The number of rows in the header; their names are joined by a blank. With 0, fields gives the names.")
    public var headerRows = 1

    @Option("Names for columns by their letter, or their place from 1; mostly for those without one in the header.")
    public var names = NamedValues<String>()

    @Option("The fields that every sheet must have, in the order of the table; else those of the first file.")
    public var fields: [String] = []

    @Option("Whether a sheet with fields beyond those named is refused, or the fields ignored.")
    public var extra = Extra.refuse

    @Option("Whether rows whose cells are all empty are skipped or kept; those after the last row are none.")
    public var blankRows = BlankRows.skip

    @Option("Whether the value of merged cells belongs to the first of them, or is repeated in all.")
    public var merged = Merged.first

    @Option("Whether a record is rejected for a cell with an error such as #N/A, or the value missing, or its text.")
    public var errors = Errors.reject

    @Option("The text with which the first row after the data begins.")
    public var footer: String?

    @Option("The most bytes of a workbook that is no plain file and must be held in memory.")
    public var maxFile = 256 << 20

    @Option("The most bytes of memory for the shared strings of a workbook.")
    public var maxStrings = 256 << 20

    @Option("The most bytes that a cell may have.")
    public var maxCell = 128 << 10

    @Option("The most bytes that a row may have.")
    public var maxRecord = 16 << 20

    @Option("The most blank rows one after another that are kept.")
    public var maxBlankRows = 10_000

    @Option("The most parts that a workbook may have.")
    public var maxParts = 10_000

    @Option("The most merged ranges that a sheet may have, where their values are repeated.")
    public var maxMerged = 100_000

    public init() {}

    public func prepare(_ context: inout ReaderContext) -> PreparedReader? {
        guard var format = format(&context.stage) else { return nil }
        let rules = XLSXRules(&context.stage)
        if format.fields == nil { format.fields = fieldsOfFirstFile(format, rules, &context) }
        guard let fields = format.fields else { return nil }
        for field in fields { context.stage.schema.add(field, type: .text) }
        let ready = format
        return PreparedReader(makeSource: { XLSXSource(ready, rules: rules) }, makeParser: { SheetStretchParser() })
    }

    /// The options as they are used; nil after a mistake.
    func format(_ context: inout StageContext) -> XLSXFormat? {
        let mistakes = context.diagnostics.count
        var format = XLSXFormat()
        if let range {
            if let cells = CellRange(range) {
                format.range = cells
            } else {
                context.mistake("'\(range)' is no range of cells", at: $range.place, hint: "write B3:F20, B3:F or B:F")
            }
        }
        if skipRows < 0 || skipRows > CellReference.mostRows {
            context.mistake("skip_rows is not from 0 to \(CellReference.mostRows)", at: $skipRows.place)
        }
        if headerRows < 0 || headerRows > 16 {
            context.mistake("header_rows is not from 0 to 16", at: $headerRows.place)
        }
        checkFields(&context)
        checkLimits(&context)
        format.names = placesOfNames(format, &context)
        guard context.diagnostics.count == mistakes else { return nil }
        format.sheet = sheet
        format.skipRows = skipRows
        format.headerRows = headerRows
        format.fields = fields.isEmpty ? nil : fields
        format.ignoresExtra = extra == .ignore
        format.keepsBlankRows = blankRows == .keep
        format.repeatsMerged = merged == .repeat
        format.errors = errors
        format.footer = Array((footer ?? "").utf8)
        format.maxFile = maxFile
        format.maxStrings = maxStrings
        format.maxCell = maxCell
        format.maxRecord = maxRecord
        format.maxBlankRows = maxBlankRows
        format.maxParts = maxParts
        format.maxMerged = maxMerged
        return format
    }

    private func checkFields(_ context: inout StageContext) {
        var seen: Set<String> = []
        for field in fields {
            if field.isEmpty { context.mistake("a field has no name", at: $fields.place) }
            if !seen.insert(field).inserted { context.mistake("field '\(field)' is named twice", at: $fields.place) }
        }
        if fields.count > CellReference.mostColumns {
            context.mistake("more than \(CellReference.mostColumns) fields", at: $fields.place)
        }
    }

    private func checkLimits(_ context: inout StageContext) {
        func check(_ name: String, _ value: Int, _ values: ClosedRange<Int>, _ place: SourcePlace?) {
            if !values.contains(value) {
                context.mistake("\(name) is not from \(values.lowerBound) to \(values.upperBound)", at: place)
            }
        }
        check("max_file", maxFile, 1...1 << 40, $maxFile.place)
        check("max_strings", maxStrings, 1...1 << 40, $maxStrings.place)
        check("max_cell", maxCell, 1...1 << 20, $maxCell.place)
        check("max_record", maxRecord, 1...128 << 20, $maxRecord.place)
        check("max_blank_rows", maxBlankRows, 0...CellReference.mostRows, $maxBlankRows.place)
        check("max_parts", maxParts, 1...1 << 20, $maxParts.place)
        check("max_merged", maxMerged, 0...1 << 24, $maxMerged.place)
    }

    private func placesOfNames(_ format: XLSXFormat, _ context: inout StageContext) -> [Int: String] {
        var places: [Int: String] = [:]
        for entry in names.entries {
            let letter = CellReference.column(entry.name).map { $0 - format.range.columns.lowerBound }
            guard let place = letter ?? Int(entry.name).map({ $0 - 1 }), place >= 0, place < CellReference.mostColumns
            else {
                context.mistake(
                    "'\(entry.name)' is no column",
                    at: entry.place,
                    hint: "write names: { A: kommune_navn }, or the place of the column; the first is 1"
                )
                continue
            }
            places[place] = entry.value
        }
        if headerRows == 0, !names.entries.isEmpty {
            context.mistake("without a header, fields gives all names", at: $names.place)
        }
        return places
    }

    private func fieldsOfFirstFile(
        _ format: XLSXFormat,
        _ rules: XLSXRules,
        _ context: inout ReaderContext
    ) -> [String]? {
        context.findInFirstFile(
            "fields",
            at: $path.place,
            hint: "write fields: [a, b] with the names in the header"
        ) { input in
            try XLSXSource.names(of: input, format: format, rules: rules)
        }
    }
}
