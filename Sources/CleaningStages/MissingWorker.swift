import ByteKernels
import StageKit

/// Looks for signs: bytes against bytes, so that no value is decoded for it.
final class MissingWorker: BatchWorker {
    let signs: MissingSigns
    private let slots: [Int]
    /// The signs in UTF-8, for values that were decoded.
    let plain: MissingSigns.Encoded
    /// The signs in the encoding of the latest batch.
    private var encoded: (signs: MissingSigns.Encoded, encoding: TextEncoding, quote: UInt8)

    init(_ signs: MissingSigns, slots: [Int]) {
        self.signs = signs
        self.slots = slots
        let quote = UInt8(ascii: "\"")
        plain = signs.encoded(.utf8, quote: quote)
        encoded = (plain, .utf8, quote)
    }

    func process(_ batch: RecordBatch) {
        if encoded.encoding != batch.encoding || encoded.quote != batch.quote {
            encoded = (signs.encoded(batch.encoding, quote: batch.quote), batch.encoding, batch.quote)
        }
        for slot in slots {
            let column = batch.column(slot)
            switch column.form {
            case .raw where column.source < 0 && column.cells.isEmpty: break
            case .raw: readCells(of: column, in: batch)
            case .text: readTexts(of: column, rowCount: batch.rowCount)
            case .coded: readCodes(of: column, rowCount: batch.rowCount)
            case .integers, .decimals: break
            }
        }
    }

    private func readCells(of column: Column, in batch: RecordBatch) {
        if !signs.values.isEmpty { findSigns(in: column, of: batch) }
        if !signs.marks.isEmpty { findMarks(in: column, of: batch) }
    }

    private func findSigns(in column: Column, of batch: RecordBatch) {
        let (source, table, cells) = (batch.cellBytes, batch.table, column.cells)
        let (bytes, entries) = (source.span, table.span)
        let (rowCount, stride, first) = (batch.rowCount, batch.stride, column.source)
        let (values, quotedValues) = (encoded.signs.values, encoded.signs.quotedValues)
        let (longest, longestQuoted) = (UInt32(clamping: values.longest), UInt32(clamping: quotedValues.longest))
        let hasCells = !cells.isEmpty
        var states = column.states
        column.states = []
        for row in 0..<rowCount {
            let index = hasCells ? Int(cells[row]) : row &* stride &+ first
            let entry = entries[index]
            let next = entries[index &+ 1]
            let isQuoted = entry & RecordTable.quoted != 0
            // Most values are longer than any sign; the flags fall out of the difference.
            let length = (next &- entry) & RecordTable.startMask &- 1
            guard length <= (isQuoted ? longestQuoted : longest) else { continue }
            let from = Int(entry & RecordTable.startMask)
            let to = Int(next & RecordTable.startMask) &- 1
            // What JSON delivered as a number or a boolean is no sign.
            guard entry & RecordTable.kindMask == 0, states.isEmpty || states[row] & 0x7f == 0 else { continue }
            let state =
                isQuoted
                ? quotedValues.state(of: bytes, from: from, to: to) : values.state(of: bytes, from: from, to: to)
            guard state != 0 else { continue }
            if states.isEmpty { states.append(contentsOf: repeatElement(0, count: rowCount)) }
            states[row] = state
        }
        column.states = states
    }

    /// A mark found behind a value.
    private struct MarkedCell {
        var row: Int
        var index: Int
        /// Where the value stands, without quotes and mark.
        var value: Range<Int>
        var state: UInt8
        /// Whether quote marks are doubled in the value, so that it cannot be shown by its place alone.
        var hasQuotes: Bool
    }

    private func findMarks(in column: Column, of batch: RecordBatch) {
        let source = batch.cellBytes
        let bytes = source.span
        var found: [MarkedCell] = []
        for row in 0..<batch.rowCount where column.isPresent(row) {
            let cell = batch.cell(of: column, row: row)
            guard cell.entry & RecordTable.kindMask == 0 else { continue }
            let from = cell.isQuoted ? cell.start + 1 : cell.start
            let to = cell.isQuoted ? cell.end - 1 : cell.end
            guard let mark = encoded.signs.marks.mark(atEndOf: bytes, from: from, to: to) else { continue }
            let value = from..<to - mark.length
            let hasQuotes = cell.isQuoted && value.contains { bytes[$0] == batch.quote }
            let index = column.cells.isEmpty ? row * batch.stride + column.source : Int(column.cells[row])
            found.append(MarkedCell(row: row, index: index, value: value, state: mark.state, hasQuotes: hasQuotes))
        }
        guard !found.isEmpty else { return }
        if found.contains(where: \.hasQuotes) {
            decode(column, in: batch)
            readTexts(of: column, rowCount: batch.rowCount)
        } else {
            shorten(found, of: column, in: batch)
        }
    }

    /// Lets marked values end before their marks: with new entries in the record table, so that all else about the
    /// column stays as it was delivered.
    private func shorten(_ marked: [MarkedCell], of column: Column, in batch: RecordBatch) {
        let source = batch.cellBytes
        if column.cells.isEmpty {
            column.cells = (0..<batch.rowCount).map { UInt32($0 * batch.stride + column.source) }
        }
        for cell in marked {
            // The entries of a whole record: a cell's place in its record tells under which name it was delivered.
            let place = cell.index % batch.stride
            let start = batch.table.count
            batch.table.append(contentsOf: repeatElement(UInt32(cell.value.lowerBound), count: batch.stride))
            batch.table[start + place + 1] = UInt32(cell.value.upperBound + 1)
            column.cells[cell.row] = UInt32(start + place)
            let state = encoded.signs.values.state(
                of: source.span,
                from: cell.value.lowerBound,
                to: cell.value.upperBound
            )
            let found = ValueState(rawValue: state == 0 ? cell.state : state)
            column.setState(found, row: cell.row, rowCount: batch.rowCount)
        }
    }

    private func decode(_ column: Column, in batch: RecordBatch) {
        var texts = TextArena()
        for row in 0..<batch.rowCount {
            texts.append { if column.isPresent(row) { batch.appendCell(batch.cell(of: column, row: row), to: &$0) } }
        }
        column.form = .text
        column.arena = texts.bytes
        column.offsets = texts.offsets
    }
}
