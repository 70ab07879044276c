public import ByteKernels

extension RecordBatch {
    /// The text of a value whatever its type: numbers with a point, dates as `2021-05-31`, `true` and `false`; nil when
    /// it is missing. Makes a `String`: for rare values and small stages.
    public func text(of field: Field, row: Int) -> String? {
        guard column(field.slot).isPresent(row) else { return nil }
        var bytes = OutputBuffer()
        appendText(of: field, row: row, to: &bytes)
        return String(decoding: bytes.bytes, as: UTF8.self)
    }

    /// Appends the value as UTF-8, as `text(of:row:)` would give it; nothing when it is missing.
    public func appendText(of field: Field, row: Int, to bytes: inout OutputBuffer) {
        let column = column(field.slot)
        guard column.isPresent(row) else { return }
        switch column.form {
        case .raw: appendCell(cell(of: column, row: row), to: &bytes)
        case .text: appendText(number: row, of: column, to: &bytes)
        case .coded:
            let texts = column.dictionary.bytes
            bytes.append(texts.span.extracting(column.dictionary.range(of: column.codes[row])))
        case .integers:
            switch field.type {
            case .date: bytes.append(date: column.integers[row])
            case .boolean: bytes.append(text: column.integers[row] == 0 ? "false" : "true")
            default: bytes.append(integer: column.integers[row])
            }
        case .decimals:
            if column.scales[row] == Column.wideScale {
                appendText(number: Int(column.integers[row]), of: column, to: &bytes)
            } else if let number = Decimal64(mantissa: column.integers[row], scale: column.scales[row]) {
                bytes.append(decimal: number)
            }
        }
    }

    /// Appends a delivered cell as UTF-8, without its quotes. Readers have checked that its bytes are text.
    public func appendCell(_ cell: Cell, to bytes: inout OutputBuffer) {
        let source = cellBytes
        _ = bytes.appendField(
            source.span,
            cell.start..<max(cell.start, cell.end),
            encoding: encoding,
            quote: cell.isQuoted ? quote : nil
        )
    }

    private func appendText(number: Int, of column: Column, to bytes: inout OutputBuffer) {
        let arena = column.arena
        bytes.append(arena.span.extracting(Int(column.offsets[number])..<Int(column.offsets[number + 1])))
    }

    /// Puts new texts in place of some values of a text field; nil makes a value missing.
    @usableFromInline
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
