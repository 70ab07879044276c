import XMLParsing

/// Tells rows that are certainly not the first one after the data from those that may be it, by their bytes alone.
struct FooterWatch {
    private let footer: [UInt8]
    private let strings: SharedStrings
    private var row: PlainRow

    /// Nil where every row may be it: where a number could begin like the footer, or bytes are not plain.
    init?(_ layout: SheetLayout, at junction: XMLJunction) {
        footer = layout.cells.format.footer
        strings = layout.cells.strings
        row = PlainRow(knowsDescent: junction.declares("x14ac"))
        guard junction.isUTF8, let first = footer.first else { return nil }
        if first &- 0x30 < 10 || first == UInt8(ascii: "-") { return nil }
    }

    /// Whether the footer may be among rows.
    mutating func mayStand(in bytes: Span<UInt8>) -> Bool {
        var place = 0
        while place < bytes.count {
            guard let end = row.read(bytes, from: place) else { return true }
            for index in row.cells.indices where mayBegin(row.cells[index], bytes) { return true }
            place = end
        }
        return false
    }

    /// Whether a cell may begin like the footer.
    private func mayBegin(_ cell: PlainRow.Cell, _ bytes: Span<UInt8>) -> Bool {
        if cell.text.isEmpty { return false }
        let text = bytes.extracting(cell.text)
        for place in cell.attributes where row.attributes[place].name == 2 {
            switch CellKind(bytes.extracting(row.attributes[place].value)) {
            case .shared:
                guard let number = CellReading.stringNumber(text), number < strings.count else { return true }
                return strings.begins(number, with: footer)
            // Its text is another than that of the file.
            case .boolean, nil: return true
            default: break
            }
        }
        // A number begins with a digit or a minus, however it is written.
        return text[0] == footer[0] || text[0] == UInt8(ascii: "&") || text[0] == UInt8(ascii: "_")
    }
}
