import ByteKernels
import StageKit

/// One worker's share of `write.csv`: turns the columns of a batch into what the row loop reads, and lets it run.
final class CSVEncoder: BatchEncoder {
    /// What a checked `write.csv` knows of its file.
    struct Settings: Sendable {
        let fields: [Field]
        let form: CSVForm
        let encoding: CSVEncoding
        let escapesFormulas: Bool
    }

    private let settings: Settings
    private var columns: RowColumns
    /// Texts with their formulas escaped.
    private var prepared: [PreparedTexts]
    private var recoding = OutputBuffer()

    init(_ settings: Settings) {
        self.settings = settings
        columns = RowColumns(settings.form, count: settings.fields.count)
        prepared = Array(repeating: PreparedTexts(), count: settings.fields.count)
    }

    func encode(_ batch: RecordBatch, rows: [UInt32], into buffer: inout OutputBuffer) throws {
        guard !rows.isEmpty else { return }
        let columns = settings.fields.indices.map { column($0, of: batch) }
        let delivered = CSVDelivered(batch)
        guard settings.encoding.target != nil else {
            if let row = buffer.appendRows(rows, of: columns, in: delivered, as: settings.form) {
                throw badText(row, of: batch)
            }
            return
        }
        recoding.removeAll()
        if let row = recoding.appendRows(rows, of: columns, in: delivered, as: settings.form) {
            throw badText(row, of: batch)
        }
        let start = buffer.count
        if settings.encoding.append(recoding.span, to: &buffer) { return }
        buffer.truncate(to: start)
        throw lackingLetter(rows, columns, delivered, batch)
    }

    private func column(_ place: Int, of batch: RecordBatch) -> CSVColumn {
        let field = settings.fields[place]
        let column = batch.column(field.slot)
        guard settings.escapesFormulas else { return columns.column(of: field, at: place, in: batch) }
        var result: CSVColumn
        switch column.form {
        case .raw where column.source < 0 && column.cells.isEmpty:
            return columns.column(of: field, at: place, in: batch)
        case .raw where field.type == .text && FormulaText.mayBe(in: column, of: batch), .text:
            result = FormulaText.escaped(field, in: batch)
        case .coded:
            result = CSVColumn(.prepared)
            result.places = column.codes
            prepared[place].prepare(column.dictionary, settings.form) { text in
                Formula.isOne(text) ? FormulaText.mark + text : text
            }
            result.texts = prepared[place].bytes
            result.offsets = prepared[place].offsets
        case .raw, .integers, .decimals: return columns.column(of: field, at: place, in: batch)
        }
        result.states = column.states
        return result
    }

    private func badText(_ row: Int, of batch: RecordBatch) -> DeliveryFault {
        var fault = CSVFault.encoding(line: batch.line(ofRow: row), byteOffset: batch.blockOffset)
        fault.byteOffset = nil
        fault.file = batch.fileName
        return fault
    }

    /// Writes row by row to find the one with the letter that the encoding lacks.
    private func lackingLetter(
        _ rows: [UInt32],
        _ columns: [CSVColumn],
        _ delivered: CSVDelivered,
        _ batch: RecordBatch
    ) -> DeliveryFault {
        let row = rows.first { row in
            recoding.removeAll()
            _ = recoding.appendRows([row], of: columns, in: delivered, as: settings.form)
            return settings.encoding.recoded(recoding.bytes) == nil
        }
        var fault = DeliveryFault(
            "csv.no_such_letter",
            en: "a value has a letter that the encoding of the output lacks",
            da: "en værdi har et bogstav, som tegnsættet for output mangler",
            line: row.map { batch.line(ofRow: Int($0)) },
            hint: "write encoding: utf-8, or replace the letter with normalize.map"
        )
        fault.file = batch.fileName
        return fault
    }
}
