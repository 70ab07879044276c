import StageKit

/// How the texts of a table reach a stage: what an earlier stage or the reader left behind.
public enum TextForm: String, Sendable, CaseIterable {
    /// Cells as delivered.
    case raw
    /// Cells as delivered, in quotes.
    case quoted
    /// Cells as delivered in ISO-8859-1, if that has all their letters.
    case latin1
    /// Cells as delivered, each with its own place, as unpivot leaves them.
    case moved
    /// Texts that a stage has written.
    case text
    /// Codes of texts that a stage has told apart.
    case coded

    /// Gives the text columns of a batch of raw cells this form.
    func give(to batch: RecordBatch, schema: Schema) {
        if self == .moved { batch.expand(rows: (0..<batch.rowCount).map(UInt32.init)) }
        for field in schema.fields where field.type == .text {
            let column = batch.column(field.slot)
            switch self {
            case .raw, .quoted, .latin1, .moved: break
            case .coded: TextCoder().code(column, in: batch)
            case .text:
                var texts = TextArena()
                for row in 0..<batch.rowCount { texts.append { batch.appendText(of: field, row: row, to: &$0) } }
                column.form = .text
                column.arena = texts.bytes
                column.offsets = texts.offsets
            }
        }
    }
}
