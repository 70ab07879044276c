import ByteKernels
import StageKit

/// One worker's share of `write.xlsx`: rows of a sheet, without their numbers, which nobody knows here.
final class XLSXEncoder: BatchEncoder {
    private let settings: XLSXSettings
    private let numberStarts: [[UInt8]]

    /// More digits than that a number of Excel does not keep.
    private static let mostDigits = 15

    init(_ settings: XLSXSettings) {
        self.settings = settings
        numberStarts = settings.styles.map { Array(($0 == 0 ? "<c><v>" : "<c s=\"\($0)\"><v>").utf8) }
    }

    func encode(_ batch: RecordBatch, rows: [UInt32], into buffer: inout OutputBuffer) throws {
        let columns = settings.fields.map { batch.column($0.slot) }
        var text = OutputBuffer()
        for row in rows {
            buffer.append(text: "<row>")
            // Cells without a value hold their place, also at the end: some readers take a short row for torn.
            var skipped = 0
            for (place, column) in columns.enumerated() {
                if isMissing(column, row: Int(row), of: batch) {
                    skipped += 1
                    continue
                }
                for _ in 0..<skipped { buffer.append(text: "<c/>") }
                skipped = 0
                text.removeAll()
                batch.appendText(of: settings.fields[place], row: Int(row), to: &text)
                try append(text.span, place, column, row: Int(row), of: batch, to: &buffer)
            }
            for _ in 0..<skipped { buffer.append(text: "<c/>") }
            buffer.append(text: "</row>")
        }
    }

    private func isMissing(_ column: Column, row: Int, of batch: RecordBatch) -> Bool {
        guard column.isPresent(row) else { return true }
        guard column.form == .raw else { return false }
        // A column that a stage made and gave no values.
        if column.source < 0, column.cells.isEmpty { return true }
        return batch.cell(of: column, row: row).isAbsent
    }

    private func append(
        _ text: Span<UInt8>,
        _ place: Int,
        _ column: Column,
        row: Int,
        of batch: RecordBatch,
        to buffer: inout OutputBuffer
    ) throws {
        let field = settings.fields[place]
        switch column.form {
        case .raw:
            switch batch.cell(of: column, row: row).entry & RecordTable.kindMask {
            case RecordTable.number: try appendNumber(text, place, batch, row, to: &buffer)
            case RecordTable.boolean: appendBoolean(text, to: &buffer)
            default: try appendText(text, batch, row, to: &buffer)
            }
        case .text, .coded: try appendText(text, batch, row, to: &buffer)
        case .integers where field.type == .boolean: appendBoolean(text, to: &buffer)
        case .integers where field.type == .date:
            if let serial = Self.serial(column.integers[row]) {
                let start = numberStarts[place]
                buffer.append(start.span)
                buffer.append(integer: serial)
                buffer.append(text: "</v></c>")
            } else {
                try appendText(text, batch, row, to: &buffer)
            }
        case .integers, .decimals: try appendNumber(text, place, batch, row, to: &buffer)
        }
    }

    /// The number of a day; nil before 1900, where Excel has no days.
    private static func serial(_ days: Int64) -> Int64? {
        // 1900-01-01 is day 1; from 1900-03-01 on a day is counted that never was.
        if days < -25_567 || days > 2_932_896 { return nil }
        return days + (days < -25_508 ? 25_568 : 25_569)
    }

    private func appendBoolean(_ text: Span<UInt8>, to buffer: inout OutputBuffer) {
        let isTrue = text.count > 0 && text[0] == UInt8(ascii: "t")
        buffer.append(text: isTrue ? "<c t=\"b\"><v>1</v></c>" : "<c t=\"b\"><v>0</v></c>")
    }

    private func appendNumber(
        _ text: Span<UInt8>,
        _ place: Int,
        _ batch: RecordBatch,
        _ row: Int,
        to buffer: inout OutputBuffer
    ) throws {
        guard let number = StoredNumber(text), number.digits.count <= Self.mostDigits else {
            return try appendText(text, batch, row, to: &buffer)
        }
        let start = numberStarts[place]
        buffer.append(start.span)
        var digits: [UInt8] = []
        number.write(to: &digits)
        buffer.append(digits.span)
        buffer.append(text: "</v></c>")
    }

    private func appendText(_ text: Span<UInt8>, _ batch: RecordBatch, _ row: Int, to buffer: inout OutputBuffer) throws
    {
        let hasEdge = text.count > 0 && (text[0] <= 0x20 || text[text.count - 1] <= 0x20)
        buffer.append(
            text: hasEdge ? "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" : "<c t=\"inlineStr\"><is><t>"
        )
        do throws(CellText.Failure) {
            try CellText.append(text, to: &buffer)
        } catch {
            throw Self.fault(error, batch, row)
        }
        buffer.append(text: "</t></is></c>")
    }

    private static func fault(_ failure: CellText.Failure, _ batch: RecordBatch, _ row: Int) -> DeliveryFault {
        var fault =
            switch failure {
            case .tooLong:
                DeliveryFault(
                    "xlsx.long_text",
                    en: "a value has more than \(CellText.mostUnits) characters, the most that a cell of Excel holds",
                    da: "en værdi har mere end \(CellText.mostUnits) tegn, det højeste en celle i Excel rummer",
                    line: batch.line(ofRow: row),
                    hint: "leave the field out with normalize.select, or write another format"
                )
            case .zero:
                DeliveryFault(
                    "xlsx.zero_byte",
                    en: "a value holds a zero byte, which no cell of Excel can hold",
                    da: "en værdi indeholder en nulbyte, som ingen celle i Excel kan indeholde",
                    line: batch.line(ofRow: row)
                )
            }
        fault.file = batch.fileName
        return fault
    }
}
