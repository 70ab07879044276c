import ByteKernels
import StageKit

/// The texts of a dictionary as cells of a file, quoted where they must be: made once, copied for every row.
struct PreparedTexts {
    private(set) var bytes: [UInt8] = []
    private(set) var offsets: [UInt32] = []
    /// What it was made of: codes of a list keep their dictionary from batch to batch.
    private var dictionary: ValueDictionary?

    init() {}

    mutating func prepare(_ dictionary: ValueDictionary, _ form: CSVForm, escapesFormulas: Bool) {
        if let last = self.dictionary, last === dictionary { return }
        self.dictionary = dictionary
        var cells = TextArena()
        for code in 0..<UInt32(dictionary.count) {
            let range = dictionary.range(of: code)
            cells.append { cell in
                if escapesFormulas, Formula.isOne(dictionary.bytes[range]) {
                    let escaped = FormulaText.mark + dictionary.bytes[range]
                    cell.appendCSV(escaped.span, 0..<escaped.count, as: form.quoting)
                } else {
                    let bytes = dictionary.bytes
                    cell.appendCSV(bytes.span, range, as: form.quoting, quoteIfEmpty: form.quotesEmptyText)
                }
            }
        }
        offsets = cells.offsets
        bytes = cells.bytes
        // The row loop copies 32 bytes at a time.
        bytes.append(contentsOf: repeatElement(0, count: 32))
    }
}
