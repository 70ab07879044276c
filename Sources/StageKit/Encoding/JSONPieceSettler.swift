import ByteKernels

/// Settles how the values of a batch are written, one column after another; scratch memory of one encoder.
struct JSONPieceSettler: ~Copyable {
    /// Row by row, a piece for each column; there may be more behind them.
    private(set) var pieces: [JSONPiece] = []
    /// What could not be taken from the cells: escaped texts, and numbers too long for a mantissa.
    private(set) var scratch = OutputBuffer()
    private var decoded = OutputBuffer()

    /// Fills `pieces` with the values of the fields in the given rows.
    mutating func settle(_ fields: [Field], of batch: RecordBatch, rows: [UInt32]) throws {
        scratch.removeAll()
        // Every piece is set below, so those of the batch before need not be cleared.
        let more = rows.count * fields.count - pieces.count
        if more > 0 { pieces.append(contentsOf: repeatElement(JSONPiece(.missing), count: more)) }
        // A look at the whole block pays when most of its rows are written.
        let isText = batch.cellsAreInArena || rows.count * 4 >= batch.rowCount && Self.isText(batch)
        for (place, field) in fields.enumerated() {
            let column = batch.column(field.slot)
            switch column.form {
            case .raw where column.source < 0 && column.cells.isEmpty:
                settleNothing(rows, from: place, step: fields.count)
            case .raw: try settleCells(column, batch, rows, isText: isText, from: place, step: fields.count)
            case .text: settleTexts(column, rows, from: place, step: fields.count)
            case .coded: settleCodes(column, rows, from: place, step: fields.count)
            case .integers: settleIntegers(column, field.type, rows, from: place, step: fields.count)
            case .decimals: settleDecimals(column, rows, from: place, step: fields.count)
            }
        }
    }

    /// Whether all cells of the block are known to be UTF-8 as they stand.
    private static func isText(_ batch: RecordBatch) -> Bool {
        let bytes = batch.block
        let delivered = bytes.span.extracting(0..<min(batch.blockCount, bytes.count))
        return batch.encoding == .utf8
            ? UTF8Check.firstInvalid(in: delivered) == nil : UTF8Check.isASCII(delivered)
    }

    /// A field that a stage has added and not filled.
    private mutating func settleNothing(_ rows: [UInt32], from first: Int, step: Int) {
        for row in rows.indices {
            pieces[first &+ row &* step] = JSONPiece(.missing, state: ValueState.missing.rawValue)
        }
    }

    private mutating func settleCells(
        _ column: Column,
        _ batch: RecordBatch,
        _ rows: [UInt32],
        isText: Bool,
        from first: Int,
        step: Int
    ) throws {
        let table = batch.table
        let cells = batch.cellBytes
        let bytes = cells.span
        let moved = column.cells
        let states = column.states
        let source = column.source
        let stride = batch.stride
        let quote = batch.quote
        var place = first
        for number in rows {
            defer { place &+= step }
            let row = Int(number)
            let state = states.isEmpty ? 0 : states[row]
            guard state & 0x7f == 0 else {
                pieces[place] = JSONPiece(.missing, state: state)
                continue
            }
            let index = moved.isEmpty ? row &* stride &+ source : Int(moved[row])
            let entry = table[index]
            let start = Int(entry & RecordTable.startMask)
            let end = max(start, Int(table[index &+ 1] & RecordTable.startMask) &- 1)
            switch entry & RecordTable.kindMask {
            case RecordTable.absent:
                pieces[place] = JSONPiece(.missing, state: ValueState.missing.rawValue)
                continue
            case 0: break
            default:
                pieces[place] = JSONPiece(.cellAsIs, Int64(start), count: end &- start, state: state)
                continue
            }
            let isQuoted = entry & RecordTable.quoted != 0
            // Quotes around a text with none inside are left out by taking less.
            let isPlain =
                !isQuoted
                || end &- start >= 2
                    && JSONBytes.first(quote, in: bytes, from: start &+ 1, to: end) == end &- 1
            if isPlain, isText || UTF8Check.isASCII(bytes.extracting(start..<end)) {
                let margin = isQuoted ? 1 : 0
                pieces[place] = JSONPiece(
                    .cell,
                    Int64(start &+ margin),
                    count: end &- start &- 2 &* margin,
                    state: state
                )
                continue
            }
            let before = scratch.count
            decoded.removeAll()
            let quoteInUse = isQuoted ? quote : nil
            guard decoded.appendField(bytes, start..<end, encoding: batch.encoding, quote: quoteInUse) else {
                throw Self.notText(batch, row)
            }
            Self.escape(decoded, into: &scratch)
            pieces[place] = JSONPiece(.scratch, Int64(before), count: scratch.count &- before, state: state)
        }
    }

    private static func escape(_ text: borrowing OutputBuffer, into scratch: inout OutputBuffer) {
        scratch.appendJSONString(text.span)
    }

    private static func notText(_ batch: RecordBatch, _ row: Int) -> DeliveryFault {
        var fault = DeliveryFault(
            "encoding.text",
            en: "bytes that are no text in the encoding of the file",
            da: "bytes, der ikke er tekst i filens tegnsæt",
            line: batch.line(ofRow: row),
            hint: "set 'encoding:' of the reader to what the sender uses"
        )
        fault.file = batch.fileName
        return fault
    }

    private mutating func settleTexts(_ column: Column, _ rows: [UInt32], from first: Int, step: Int) {
        let arena = column.arena
        let offsets = column.offsets
        let states = column.states
        var place = first
        for number in rows {
            let row = Int(number)
            let state = states.isEmpty ? 0 : states[row]
            if state & 0x7f == 0 {
                pieces[place] = escape(arena.span, Int(offsets[row])..<Int(offsets[row &+ 1]), state: state)
            } else {
                pieces[place] = JSONPiece(.missing, state: state)
            }
            place &+= step
        }
    }

    private mutating func settleCodes(_ column: Column, _ rows: [UInt32], from first: Int, step: Int) {
        let dictionary = column.dictionary
        let texts = dictionary.bytes
        let codes = column.codes
        let states = column.states
        // Each text is escaped once, unless there are more texts than rows.
        let all =
            dictionary.count <= rows.count
            ? (0..<UInt32(dictionary.count)).map { escape(texts.span, dictionary.range(of: $0), state: 0) } : []
        var place = first
        for number in rows {
            let row = Int(number)
            let state = states.isEmpty ? 0 : states[row]
            pieces[place] = JSONPiece(.missing)
            if state & 0x7f == 0 {
                let code = codes[row]
                pieces[place] =
                    all.isEmpty ? escape(texts.span, dictionary.range(of: code), state: 0) : all[Int(code)]
            }
            pieces[place].state = state
            place &+= step
        }
    }

    private mutating func escape(_ text: Span<UInt8>, _ range: Range<Int>, state: UInt8) -> JSONPiece {
        let before = scratch.count
        scratch.appendJSONString(text, range)
        return JSONPiece(.scratch, Int64(before), count: scratch.count &- before, state: state)
    }

    private mutating func settleIntegers(
        _ column: Column,
        _ type: FieldType,
        _ rows: [UInt32],
        from first: Int,
        step: Int
    ) {
        let integers = column.integers
        let states = column.states
        var place = first
        for number in rows {
            let row = Int(number)
            let state = states.isEmpty ? 0 : states[row]
            pieces[place] = JSONPiece(.missing)
            if state & 0x7f == 0 {
                let value = integers[row]
                let form: JSONPiece.Form =
                    switch type {
                    case .date: .date
                    case .boolean: value == 0 ? .no : .yes
                    default: .integer
                    }
                pieces[place] = JSONPiece(form, value)
            }
            pieces[place].state = state
            place &+= step
        }
    }

    private mutating func settleDecimals(_ column: Column, _ rows: [UInt32], from first: Int, step: Int) {
        let integers = column.integers
        let scales = column.scales
        let states = column.states
        let arena = column.arena
        let offsets = column.offsets
        var place = first
        for number in rows {
            let row = Int(number)
            let state = states.isEmpty ? 0 : states[row]
            pieces[place] = JSONPiece(.missing)
            if state & 0x7f == 0 {
                let scale = scales[row]
                if scale == Column.wideScale {
                    let text = Int(integers[row])
                    let before = scratch.count
                    scratch.append(arena.span.extracting(Int(offsets[text])..<Int(offsets[text &+ 1])))
                    pieces[place] = JSONPiece(.scratch, Int64(before), count: scratch.count &- before)
                } else {
                    pieces[place] = JSONPiece(.decimal, integers[row], scale: scale)
                }
            }
            pieces[place].state = state
            place &+= step
        }
    }
}
