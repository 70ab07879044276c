import ByteKernels
import StageKit

/// Columns of text in which formulas are kept from being computed.
enum FormulaText {
    /// The apostrophe with which spreadsheets mark text.
    static let mark: [UInt8] = [UInt8(ascii: "'")]

    /// Whether any cell may be a formula: a look at one byte of each.
    static func mayBe(in column: Column, of batch: RecordBatch) -> Bool {
        let bytes = batch.cellBytes
        let text = bytes.span
        for row in 0..<batch.rowCount {
            let cell = batch.cell(of: column, row: row)
            let first = cell.isQuoted ? cell.start + 1 : cell.start
            if first < cell.end, Formula.mayBegin(text[first]) { return true }
        }
        return false
    }

    /// The column as texts, with the mark before formulas.
    static func escaped(_ field: Field, in batch: RecordBatch) -> CSVColumn {
        var texts = TextArena()
        var value = OutputBuffer()
        for row in 0..<batch.rowCount {
            value.removeAll()
            batch.appendText(of: field, row: row, to: &value)
            let isFormula = Formula.isOne(value.bytes)
            texts.append { text in
                if isFormula { text.append(mark.span) }
                text.append(value.span)
            }
        }
        var column = CSVColumn(.texts)
        column.texts = texts.bytes
        column.offsets = texts.offsets
        return column
    }
}
