package import ByteKernels

/// The texts of a dictionary as cells of a file, quoted where they must be: made once, copied for every row.
package struct PreparedTexts {
    package private(set) var bytes: [UInt8] = []
    package private(set) var offsets: [UInt32] = []
    /// What it was made of: codes of a list keep their dictionary from batch to batch.
    private var dictionary: ValueDictionary?

    package init() {}

    /// Makes the cells, unless they were made of the same dictionary before.
    /// - Parameter change: what is done to a text first.
    package mutating func prepare(
        _ dictionary: ValueDictionary,
        _ form: CSVForm,
        change: (ArraySlice<UInt8>) -> ArraySlice<UInt8>
    ) {
        if let last = self.dictionary, last === dictionary { return }
        self.dictionary = dictionary
        var cells = TextArena()
        for code in 0..<UInt32(dictionary.count) {
            let text = Array(change(dictionary.bytes[dictionary.range(of: code)]))
            cells.append { cell in
                cell.appendCSV(text.span, 0..<text.count, as: form.quoting, quoteIfEmpty: form.quotesEmptyText)
            }
        }
        offsets = cells.offsets
        bytes = cells.bytes
        // The row loop copies 32 bytes at a time.
        bytes.append(contentsOf: repeatElement(0, count: 32))
    }
}
