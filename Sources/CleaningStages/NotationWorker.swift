import ByteKernels
import StageKit

/// Turns columns of text into columns of values.
final class NotationWorker<Reader: Notation>: BatchWorker {
    private let notation: Reader
    private let slots: [Int]
    private let rules: [RuleHandle]
    private var faults: [(row: Int, rule: RuleHandle)] = []
    /// What is being filled; lent by the column, so that its memory is used again.
    private var values: [Int64] = []
    private var scales: [UInt8] = []

    init(_ notation: Reader, slots: [Int], rules: [RuleHandle]) {
        self.notation = notation
        self.slots = slots
        self.rules = rules
    }

    private var hasScales: Bool { Reader.type == .number || Reader.type == .decimal }

    func process(_ batch: RecordBatch) {
        for slot in slots { process(batch, slot: slot) }
    }

    private func process(_ batch: RecordBatch, slot: Int) {
        let column = batch.column(slot)
        guard column.form != .integers, column.form != .decimals else { return }
        borrowBuffers(of: column, rowCount: batch.rowCount)
        faults.removeAll(keepingCapacity: true)
        var notation = notation
        switch column.form {
        case .raw where column.source < 0 && column.cells.isEmpty:
            for row in 0..<batch.rowCount where column.isPresent(row) {
                column.setState(.missing, row: row, rowCount: batch.rowCount)
            }
        case .raw: readCells(of: column, in: batch, with: &notation)
        case .text: readTexts(of: column, rowCount: batch.rowCount, with: &notation)
        case .coded: readCodes(of: column, rowCount: batch.rowCount, with: &notation)
        case .integers, .decimals: return
        }
        column.form = hasScales ? .decimals : .integers
        (column.integers, column.scales) = (values, scales)
        (values, scales) = ([], [])
        column.arena = notation.wide.arena
        column.offsets = notation.wide.offsets
        for (row, rule) in faults { batch.invalidate(row: row, rule: rule, slot: slot) }
    }

    private func borrowBuffers(of column: Column, rowCount: Int) {
        (values, scales) = (column.integers, column.scales)
        (column.integers, column.scales) = ([], [])
        values.removeAll(keepingCapacity: true)
        values.append(contentsOf: repeatElement(0, count: rowCount))
        scales.removeAll(keepingCapacity: true)
        if hasScales { scales.append(contentsOf: repeatElement(0, count: rowCount)) }
    }

    private func readCells(of column: Column, in batch: RecordBatch, with notation: inout Reader) {
        let (source, table, states, cells) = (batch.cellBytes, batch.table, column.states, column.cells)
        let (bytes, entries) = (source.span, table.span)
        let (stride, first) = (batch.stride, column.source)
        let (hasStates, hasCells) = (!states.isEmpty, !cells.isEmpty)
        let isUTF8 = batch.encoding == .utf8
        let keepsScales = hasScales
        var values = values
        self.values = []
        var scales = scales
        self.scales = []
        var filled = values.mutableSpan
        var filledScales = scales.mutableSpan
        for row in 0..<batch.rowCount {
            if hasStates, states[row] & 0x7f != 0 { continue }
            let index = hasCells ? Int(cells[row]) : row &* stride &+ first
            let entry = entries[index]
            var from = Int(entry & RecordTable.startMask)
            var to = Int(entries[index &+ 1] & RecordTable.startMask) &- 1
            if entry & RecordTable.quoted != 0 {
                from &+= 1
                to &-= 1
            }
            let kind = entry & RecordTable.kindMask
            var reading = notation.read(bytes, from: from, to: to, kind: kind, isUTF8: isUTF8)
            if reading.fault != 0 {
                reading = readAgain(batch.cell(of: column, row: row), of: batch, as: reading, with: &notation)
                note(reading, row: row)
            }
            filled[row] = reading.value
            if keepsScales { filledScales[row] = reading.scale }
        }
        self.values = values
        self.scales = scales
    }

    /// Reads a cell that was a fault as it stands once more, now decoded and without its quotes.
    @inline(never)
    private func readAgain(
        _ cell: Cell,
        of batch: RecordBatch,
        as reading: Reading,
        with notation: inout Reader
    ) -> Reading {
        guard cell.isQuoted || batch.encoding != .utf8 else { return reading }
        var decoded = OutputBuffer()
        batch.appendCell(cell, to: &decoded)
        let kind = cell.entry & RecordTable.kindMask
        return notation.read(decoded.span, from: 0, to: decoded.count, kind: kind, isUTF8: true)
    }

    @inline(never)
    private func note(_ reading: Reading, row: Int) {
        guard reading.fault != 0 else { return }
        faults.append((row, rules[Int(reading.fault) - 1]))
    }

    private func readTexts(of column: Column, rowCount: Int, with notation: inout Reader) {
        let (arena, offsets) = (column.arena, column.offsets)
        for row in 0..<rowCount where column.isPresent(row) {
            let (from, to) = (Int(offsets[row]), Int(offsets[row + 1]))
            set(notation.read(arena.span, from: from, to: to, kind: 0, isUTF8: true), row: row)
        }
    }

    /// Reads each distinct text once.
    private func readCodes(of column: Column, rowCount: Int, with notation: inout Reader) {
        let texts = column.dictionary
        let bytes = texts.bytes
        var readings: [Reading] = []
        readings.reserveCapacity(texts.count)
        for code in 0..<UInt32(texts.count) {
            let range = texts.range(of: code)
            readings.append(
                notation.read(bytes.span, from: range.lowerBound, to: range.upperBound, kind: 0, isUTF8: true)
            )
        }
        for row in 0..<rowCount where column.isPresent(row) { set(readings[Int(column.codes[row])], row: row) }
    }

    private func set(_ reading: Reading, row: Int) {
        note(reading, row: row)
        values[row] = reading.value
        if hasScales { scales[row] = reading.scale }
    }
}
