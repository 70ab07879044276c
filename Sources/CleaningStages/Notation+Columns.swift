import ByteKernels
import StageKit

/// The one loop of all notations: a witness of the protocol, so that the compiler makes it anew for each.
extension Notation {
    mutating func read(_ column: Column, of batch: RecordBatch, into readings: inout Readings) {
        switch column.form {
        case .raw where column.source < 0 && column.cells.isEmpty:
            for row in 0..<batch.rowCount where column.isPresent(row) {
                column.setState(.missing, row: row, rowCount: batch.rowCount)
            }
        case .raw: readCells(of: column, in: batch, into: &readings)
        case .text: readTexts(of: column, rowCount: batch.rowCount, into: &readings)
        case .coded: readCodes(of: column, rowCount: batch.rowCount, into: &readings)
        case .integers, .decimals: break
        }
    }

    private mutating func readCells(of column: Column, in batch: RecordBatch, into readings: inout Readings) {
        let (source, table, states, cells) = (batch.cellBytes, batch.table, column.states, column.cells)
        let (bytes, entries) = (source.span, table.span)
        let (stride, first) = (batch.stride, column.source)
        let (hasStates, hasCells, hasScales) = (!states.isEmpty, !cells.isEmpty, readings.hasScales)
        let isUTF8 = batch.encoding == .utf8
        var (values, scales) = (readings.values, readings.scales)
        (readings.values, readings.scales) = ([], [])
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
            var reading = read(bytes, from: from, to: to, kind: kind, isUTF8: isUTF8)
            if reading.fault != 0 {
                reading = readAgain(batch.cell(of: column, row: row), of: batch, as: reading)
                if reading.fault != 0 { readings.note(reading, row: row) }
            }
            filled[row] = reading.value
            if hasScales { filledScales[row] = reading.scale }
        }
        (readings.values, readings.scales) = (values, scales)
    }

    /// Reads a cell that was a fault as it stands once more, now decoded and without its quotes.
    @inline(never)
    private mutating func readAgain(_ cell: Cell, of batch: RecordBatch, as reading: Reading) -> Reading {
        guard cell.isQuoted || batch.encoding != .utf8 else { return reading }
        var decoded = OutputBuffer()
        batch.appendCell(cell, to: &decoded)
        let kind = cell.entry & RecordTable.kindMask
        return read(decoded.span, from: 0, to: decoded.count, kind: kind, isUTF8: true)
    }

    private mutating func readTexts(of column: Column, rowCount: Int, into readings: inout Readings) {
        let (arena, offsets) = (column.arena, column.offsets)
        for row in 0..<rowCount where column.isPresent(row) {
            let (from, to) = (Int(offsets[row]), Int(offsets[row + 1]))
            readings.set(read(arena.span, from: from, to: to, kind: 0, isUTF8: true), row: row)
        }
    }

    /// Reads each distinct text once.
    private mutating func readCodes(of column: Column, rowCount: Int, into readings: inout Readings) {
        let texts = column.dictionary
        let bytes = texts.bytes
        var meanings: [Reading] = []
        meanings.reserveCapacity(texts.count)
        for code in 0..<UInt32(texts.count) {
            let range = texts.range(of: code)
            meanings.append(
                read(bytes.span, from: range.lowerBound, to: range.upperBound, kind: 0, isUTF8: true)
            )
        }
        for row in 0..<rowCount where column.isPresent(row) {
            readings.set(meanings[Int(column.codes[row])], row: row)
        }
    }
}
