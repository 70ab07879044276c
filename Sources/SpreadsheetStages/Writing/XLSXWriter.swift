public import StageKit

/// Writes workbooks of Excel with one sheet.
public struct XLSXWriter: Writer {
    public static let declaration = StageDeclaration(
        "write.xlsx",
        """
        Writes an Excel workbook with typed cells and a frozen header; what Excel has no room for, days before 1900 and \
        numbers of more than 15 digits, becomes text.
        """,
        example: """
            path: kommuner.xlsx
            sheet: Kommuner
            decimals: { procent: 1 }
            """,
        exampleTable: """
            kommune | navn  | procent:number
            0147    | Læsø  | 12.5
            0101    | Samsø | ∅suppressed
            """
    )

    @Option("Where the file goes in the published folder; ${row.field} makes a file for each value.")
    public var path: OutputPath

    @Option("The name of the sheet.")
    public var sheet = "Data"

    @Option("Whether the first row holds the names of the fields, bold, and stays in sight.")
    public var header = true

    @Option("Whether the header has buttons to filter by.")
    public var filter = false

    @Option("Fields of numbers with the number of decimals that Excel shows; all that there are remain stored.")
    public var decimals = NamedValues<Int>()

    @Option("Whether Excel shows thousands in groups: 1.234.567 in Danish; years and numeric codes are better without.")
    public var grouping = false

    @Option("Fields with Excel's own codes of formats, in its American signs: { dag: yyyy-mm-dd, andel: 0.0% }.")
    public var formats = NamedValues<String>()

    @Option("Fields with the width of their column in letters; else as the name and the type need it.")
    public var widths = NamedValues<Int>()

    public init() {}

    private static let mostLetters = 31
    private static let mostCode = 255

    public func prepare(_ context: inout StageContext) -> PreparedWriter? {
        var settings = XLSXSettings(fields: context.schema.fields)
        if settings.fields.isEmpty { context.mistake("there are no fields to write") }
        if settings.fields.count > CellReference.mostColumns {
            context.mistake("more than \(CellReference.mostColumns) fields, the most that a sheet of Excel holds")
        }
        for field in settings.fields where field.name.utf16.count > CellText.mostUnits || field.name.utf8.contains(0) {
            context.mistake("a field has a name that no cell of Excel holds")
        }
        checkSheet(&context)
        if filter, !header {
            context.mistake("without a header there is nothing to filter by", at: $filter.place)
        }
        checkNames(&context)
        guard !context.hasErrors else { return nil }
        settings.sheet = sheet
        settings.hasHeader = header
        settings.hasFilter = filter
        for field in settings.fields {
            if let code = code(of: field) {
                let known = settings.codes.firstIndex(of: code)
                settings.styles.append(XLSXSettings.firstStyle + (known ?? settings.codes.count))
                if known == nil { settings.codes.append(code) }
            } else {
                settings.styles.append(0)
            }
            settings.widths.append(width(of: field))
        }
        let ready = settings
        return PreparedWriter(
            description: FileDescription(
                format: "xlsx",
                mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                dialect: .object([("sheet", .text(sheet)), ("header", .bool(header))])
            ),
            makeEncoder: { XLSXEncoder(ready) },
            makeAssembler: { XLSXAssembler(ready, scope: $0) }
        )
    }

    private func checkSheet(_ context: inout StageContext) {
        let hasWrongSign = sheet.contains { "[]:*?/\\".contains($0) } || sheet.utf8.contains { $0 < 0x20 }
        if sheet.isEmpty || sheet.utf16.count > Self.mostLetters || hasWrongSign || sheet.first == "'"
            || sheet.last == "'"
        {
            context.mistake(
                "'\(sheet)' is no name of a sheet in Excel",
                at: $sheet.place,
                hint: "at most \(Self.mostLetters) letters, without [ ] : * ? / \\, and no ' at either end"
            )
        }
    }

    private func checkNames(_ context: inout StageContext) {
        // A reader may have delivered numbers in a field that no stage has typed.
        let numbers: [FieldType] = [.number, .decimal, .integer, .text]
        for entry in decimals.entries {
            check(entry.name, entry.place, &context)
            if let field = context.schema[entry.name], !numbers.contains(field.type) {
                context.mistake(
                    "field '\(entry.name)' holds no numbers here",
                    at: entry.place,
                    hint: "make it numbers with normalize.number"
                )
            }
            if entry.value < 0 || entry.value > 15 { context.mistake("not from 0 to 15 decimals", at: entry.place) }
        }
        for entry in formats.entries {
            check(entry.name, entry.place, &context)
            let isLong = entry.value.utf16.count > Self.mostCode
            if entry.value.isEmpty || isLong || entry.value.utf8.contains(where: { $0 < 0x20 }) {
                context.mistake("this is no format of Excel", at: entry.place)
            }
            if decimals.entries.contains(where: { $0.name == entry.name }) {
                context.mistake("field '\(entry.name)' has both decimals and a format", at: entry.place)
            }
        }
        for entry in widths.entries {
            check(entry.name, entry.place, &context)
            if entry.value < 1 || entry.value > 255 { context.mistake("not from 1 to 255 letters", at: entry.place) }
        }
    }

    private func check(_ name: String, _ place: SourcePlace, _ context: inout StageContext) {
        guard context.schema[name] == nil else { return }
        context.mistake(
            "no field named '\(name)' at this point in the pipeline",
            at: place,
            hint: Spelling.suggestion(for: name, among: context.schema.names)
        )
    }

    /// The format code of a field's numbers; nil where Excel's own choice is right.
    private func code(of field: Field) -> String? {
        if let entry = formats.entries.first(where: { $0.name == field.name }) { return entry.value }
        let whole = grouping ? "#,##0" : "0"
        if let entry = decimals.entries.first(where: { $0.name == field.name }) {
            return entry.value == 0 ? whole : whole + "." + String(repeating: "0", count: entry.value)
        }
        switch field.type {
        case .date: return "dd\\-mm\\-yyyy"
        case .integer: return whole
        case .number, .decimal: return grouping ? "#,##0.###############" : nil
        case .text, .boolean: return nil
        }
    }

    private func width(of field: Field) -> Int {
        if let entry = widths.entries.first(where: { $0.name == field.name }) { return entry.value }
        let least =
            switch field.type {
            case .text: 16
            case .date: 12
            case .integer, .number, .decimal, .boolean: 10
            }
        return min(max(least, field.name.count + 2), 50)
    }
}
