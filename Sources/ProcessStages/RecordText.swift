import ByteKernels
import StageKit

/// Writes records for a program, each with its number.
enum RecordText {
    case json(JSONRecordEncoder)
    case csv(RowColumns)

    static let csvForm: CSVForm = {
        var form = CSVForm(CSVQuoting(delimiter: UInt8(ascii: ",")))
        form.quotesEmptyText = true
        return form
    }()

    init(_ plan: ProgramPlan) {
        switch plan.format {
        case .jsonLines:
            let writing = JSONWritingPlan(
                plan.sentFields,
                omitsMissing: false,
                givesReasons: plan.givesReasons,
                separator: "",
                recordEnd: "\n"
            )
            self = .json(JSONRecordEncoder(writing))
        case .csv: self = .csv(RowColumns(Self.csvForm, count: plan.sentFields.count))
        }
    }

    /// The line of names that delimited text begins with.
    static func csvHead(_ fields: [Field]) -> [UInt8] {
        var head = OutputBuffer()
        head.append(text: "_n")
        for field in fields {
            head.append(UInt8(ascii: ","))
            let name = Array(field.name.utf8)
            head.appendCSV(name.span, 0..<name.count, as: csvForm.quoting)
        }
        head.append(UInt8(ascii: "\n"))
        return head.bytes
    }

    /// Appends the rows, numbered from `first` on.
    mutating func append(
        _ rows: [UInt32],
        of batch: RecordBatch,
        fields: [Field],
        first: Int64,
        to text: inout OutputBuffer
    ) throws {
        switch self {
        case .json(let encoder):
            encoder.firstNumber = first
            try encoder.encode(batch, rows: rows, into: &text)
        case .csv(var columns):
            var numbers = CSVColumn(.integers)
            numbers.integers = [Int64](repeating: 0, count: batch.rowCount)
            for (place, row) in rows.enumerated() { numbers.integers[Int(row)] = first + Int64(place) }
            let all =
                [numbers] + fields.enumerated().map { columns.column(of: $1, at: $0, in: batch) }
            self = .csv(columns)
            guard let row = text.appendRows(rows, of: all, in: CSVDelivered(batch), as: Self.csvForm) else { return }
            var fault = DeliveryFault(
                "encoding.text",
                en: "bytes that are no text in the encoding of the file",
                da: "bytes, der ikke er tekst i filens tegnsæt",
                line: batch.line(ofRow: row),
                hint: "set 'encoding:' of the reader to what the sender uses"
            )
            fault.file = batch.fileName
            throw fault
        }
    }
}
