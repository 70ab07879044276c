import ByteKernels
public import StageKit

/// Writes delimited text: CSV for programs, or for Excel.
public struct CSVWriter: Writer {
    public static let declaration = StageDeclaration(
        "write.csv",
        "Writes a delimited text file with the names of the fields in its first line.",
        example: """
            path: kommuner.csv
            delimiter: ;
            """,
        exampleTable: """
            kommune | navn  | procent:number
            0147    | Læsø  | 12.5
            0101    | Samsø | ∅suppressed
            """
    )

    /// The mark between the whole part and the decimals of a number.
    public enum Mark: String, OptionChoice {
        case point
        case comma
    }

    /// The end of each line.
    public enum LineEnd: String, OptionChoice {
        case lf
        case crlf
    }

    /// How letters are written.
    public enum Encoding: String, OptionChoice {
        case utf8 = "utf-8"
        case latin1 = "iso-8859-1"
        case windows1252 = "windows-1252"
    }

    /// Which cells stand in quotes.
    public enum Quoting: String, OptionChoice {
        case minimal
        case always
    }

    @Option("Where the file goes in the published folder; ${row.field} makes a file for each value.")
    public var path: OutputPath

    @Option("The sign between two cells; tab for a tabulator.")
    public var delimiter = Delimiter(UInt8(ascii: ","))

    @Option("The mark of numbers with decimals.")
    public var decimalMark = Mark.point

    @Option("How letters are written; a letter that the encoding lacks stops the run.")
    public var encoding = Encoding.utf8

    @Option("Whether the file begins with the mark of UTF-8, by which Excel knows the encoding.")
    public var bom = false

    @Option("The end of each line.")
    public var lineEnd = LineEnd.lf

    @Option("Whether cells stand in quotes where they must, or always.")
    public var quoting = Quoting.minimal

    @Option("Whether the first line holds the names of the fields.")
    public var header = true

    @Option("Whether texts that a spreadsheet would compute get an apostrophe in front; numbers are left alone.")
    public var escapeFormulas = false

    @Option("The text for a value that is missing.")
    public var missing = ""

    @Option("Whether an empty text is written \"\", so that it is not taken for a missing value.")
    public var distinguishEmpty = false

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedWriter? {
        if bom, encoding != .utf8 {
            context.mistake("only utf-8 has a mark at the start of the file", at: $bom.place, hint: "leave bom out")
        }
        if "-+.".utf8.contains(delimiter.byte) {
            context.mistake("the delimiter is a sign of numbers", at: $delimiter.place)
        }
        if context.schema.fields.isEmpty { context.mistake("there are no fields to write") }
        var form = CSVForm(
            CSVQuoting(delimiter: delimiter.byte, style: quoting == .always ? .always : .minimal)
        )
        form.endsWithCRLF = lineEnd == .crlf
        form.mark = decimalMark == .comma ? .comma : .point
        form.quotesEmptyText = distinguishEmpty
        form.missing = cell(missing, form)
        if form.missing.isEmpty, context.schema.fields.count == 1 {
            // A line without bytes would be taken for no record.
            form.missing = Array("\"\"".utf8)
            form.quotesEmptyText = true
        }
        let encoder = CSVEncoding(encoding)
        guard let head = head(form, context.schema, encoder, &context), !context.hasErrors else { return nil }
        let settings = CSVEncoder.Settings(
            fields: context.schema.fields,
            form: form,
            encoding: encoder,
            escapesFormulas: escapeFormulas
        )
        return PreparedWriter(description: description, prefix: head) { CSVEncoder(settings) }
    }

    private var description: FileDescription {
        FileDescription(
            format: "csv",
            mediaType: "text/csv",
            encoding: encoding.rawValue,
            dialect: .object([
                ("delimiter", .text(String(UnicodeScalar(delimiter.byte)))),
                ("lineTerminator", .text(lineEnd == .crlf ? "\r\n" : "\n")),
                ("quoteChar", .text("\"")),
                ("doubleQuote", .bool(true)),
                ("header", .bool(header)),
            ]),
            missingValues: [missing],
            decimalMark: decimalMark == .comma ? "," : "."
        )
    }

    /// The first line, after the mark of the encoding.
    private func head(
        _ form: CSVForm,
        _ schema: Schema,
        _ encoder: CSVEncoding,
        _ context: inout StageContext
    ) -> [UInt8]? {
        let mark: [UInt8] = bom ? [0xEF, 0xBB, 0xBF] : []
        if encoder.recoded(Array(missing.utf8)) == nil {
            context.mistake("'missing' has letters that \(encoding.rawValue) lacks", at: $missing.place)
        }
        guard header else { return mark }
        var line: [UInt8] = []
        for field in schema.fields {
            if !line.isEmpty { line.append(delimiter.byte) }
            let name = escapeFormulas && Formula.isOne(Array(field.name.utf8)) ? "'" + field.name : field.name
            line += cell(name, form)
        }
        line += lineEnd == .crlf ? [0x0D, 0x0A] : [0x0A]
        guard let recoded = encoder.recoded(line) else {
            context.mistake(
                "the names of the fields have letters that \(encoding.rawValue) lacks",
                at: $encoding.place,
                hint: "normalize.rename gives them other names"
            )
            return nil
        }
        return mark + recoded
    }

    private func cell(_ text: String, _ form: CSVForm) -> [UInt8] {
        let bytes = Array(text.utf8)
        var cell = OutputBuffer()
        cell.appendCSV(bytes.span, 0..<bytes.count, as: form.quoting)
        return cell.bytes
    }
}
