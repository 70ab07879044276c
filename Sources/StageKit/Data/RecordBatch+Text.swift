public import ByteKernels

extension RecordBatch {
    /// The text of a value whatever its type: numbers with a point, dates as `2021-05-31`, `true` and `false`; nil when
    /// it is missing. Makes a `String`: for rare values and small stages.
    public func text(of field: Field, row: Int) -> String? {
        guard column(field.slot).isPresent(row) else { return nil }
        var bytes: [UInt8] = []
        appendText(of: field, row: row, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the value as UTF-8, as `text(of:row:)` would give it; nothing when it is missing.
    public func appendText(of field: Field, row: Int, to bytes: inout [UInt8]) {
        let column = column(field.slot)
        guard column.isPresent(row) else { return }
        switch column.form {
        case .raw: appendCell(cell(of: column, row: row), to: &bytes)
        case .text: bytes += column.arena[Int(column.offsets[row])..<Int(column.offsets[row + 1])]
        case .coded: bytes += column.dictionary.bytes[column.dictionary.range(of: column.codes[row])]
        case .integers:
            switch field.type {
            case .date: CalendarDate(days: column.integers[row]).write(into: &bytes)
            case .boolean: bytes += (column.integers[row] == 0 ? "false" : "true").utf8
            default: bytes += String(column.integers[row]).utf8
            }
        case .decimals:
            if column.scales[row] == Column.wideScale {
                let index = Int(column.integers[row])
                bytes += column.arena[Int(column.offsets[index])..<Int(column.offsets[index + 1])]
            } else {
                Decimal64(mantissa: column.integers[row], scale: column.scales[row]).write(into: &bytes)
            }
        }
    }

    /// Appends a delivered cell as UTF-8, without its quotes.
    public func appendCell(_ cell: Cell, to bytes: inout [UInt8]) {
        let source = cellBytes
        var start = cell.start
        var end = cell.end
        if cell.isQuoted {
            start += 1
            end = max(start, end - 1)
        }
        guard cell.isQuoted || encoding != .utf8 else {
            bytes += source[start..<end]
            return
        }
        var index = start
        while index < end {
            let byte = source[index]
            index += 1
            if cell.isQuoted, byte == quote, index < end, source[index] == quote { index += 1 }
            encoding.appendUTF8(byte, to: &bytes)
        }
    }

    /// Puts new texts in place of some values of a text field; nil makes a value missing.
    func rewrite(slot: Int, rows: [(row: Int, text: String?)]) {
        let column = column(slot)
        let field = Field(name: "", type: .text, slot: slot, deliveredName: "")
        var arena = TextArena()
        var next = 0
        for row in 0..<rowCount {
            if next < rows.count, rows[next].row == row {
                arena.append(rows[next].text ?? "")
                column.setState(rows[next].text == nil ? .missing : .present, row: row, rowCount: rowCount)
                next += 1
            } else {
                arena.append { appendText(of: field, row: row, to: &$0) }
            }
        }
        column.form = .text
        column.arena = arena.bytes
        column.offsets = arena.offsets
    }
}

extension TextEncoding {
    /// Appends a byte of a delivery as UTF-8. In UTF-8 itself bytes are parts of letters and stay what they are.
    func appendUTF8(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch self {
        case _ where byte < 0x80: bytes.append(byte)
        case .latin1: bytes += [0xc0 | byte >> 6, 0x80 | byte & 0x3f]
        case .windows1252: bytes += Windows1252.utf8(of: byte)
        case .utf8, .utf16: bytes.append(byte)
        }
    }
}
