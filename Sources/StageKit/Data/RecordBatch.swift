public import ByteKernels

/// About 256 KiB of a delivery with the places of its fields: what travels from stage to stage.
///
/// A batch has one owner at a time and is used again for the next block. Records are delivered rows; unpivot and
/// explode make more rows than were delivered. Rows never move: a record that leaves gets another fate.
public final class RecordBatch {
    /// What became of a row.
    public enum Fate {
        /// It goes on.
        public static let kept: UInt8 = 0
        /// It broke a rule that rejects; it goes on through free stages, so that all its faults are found.
        public static let faulty: UInt8 = 1
        /// A filter left it out.
        public static let dropped: UInt8 = 2
    }

    // MARK: Where it comes from

    /// The file, as the user named it.
    public var fileName = ""
    /// The place of the file among the input's files.
    public var fileIndex = 0
    /// The line of the first record as delivered, counted from 1.
    public var firstLine: UInt64 = 1
    /// Where `block` begins in the file, in bytes as delivered.
    public var blockOffset: UInt64 = 0
    /// The encoding of the cells.
    public var encoding = TextEncoding.utf8
    /// About how many bytes of a delivery a reader puts into the batch; results do not depend on it.
    public var targetBytes = 256 * 1024
    /// The quote mark that `RecordTable.quoted` speaks of.
    public var quote = UInt8(ascii: "\"")

    // MARK: Delivered bytes

    /// The bytes as delivered: `blockCount` of them, and at least 64 of padding.
    public var block: [UInt8] = []
    /// The number of bytes that belong to whole records.
    public var blockCount = 0
    /// Cells that a reader of JSON or XML laid out; unused when the cells stand in `block`.
    public var cellArena: [UInt8] = []
    /// Whether the record table points into `cellArena`.
    public var cellsAreInArena = false
    /// See `RecordTable`.
    public var table: [UInt32] = []
    /// Entries of the table for each record: its cells and one.
    public var stride = 1
    /// The names of the cells of a record as the file gives them, for places.
    public var deliveredNames: [String] = []
    /// The number of records in the table.
    public var recordCount = 0
    /// The line of each record relative to `firstLine`; empty when record *r* stands on line *r*.
    public var lines: [UInt32] = []
    /// Where each record begins in `block`, and after the last where it ends; empty when the table tells.
    public var recordStarts: [UInt32] = []
    /// Where each record ends in `block`, when something else may stand before the next one; empty when nothing does.
    public var recordEnds: [UInt32] = []
    /// Delivered records that became no row.
    public var unsplit: [UnsplitRecord] = []

    // MARK: Rows

    /// The number of rows, whatever their fate.
    public var rowCount = 0
    /// The delivered record of each row; empty when row *r* is record *r*.
    public var sourceRows: [UInt32] = []
    /// A `Fate` for each row.
    public var fates: [UInt8] = []
    /// The columns by slot.
    public var columns: [Column] = []
    /// The faults found so far.
    public internal(set) var faults = FaultLog()
    /// The number of rows that stages made beyond those they took.
    public var madeRows = 0
    /// The number of rows that stages left out.
    public private(set) var droppedRows = 0

    /// An empty batch.
    public init() {}

    /// The bytes that the record table points into.
    @inlinable
    public var cellBytes: [UInt8] { cellsAreInArena ? cellArena : block }

    /// Begins anew: `fieldCount` raw columns and no rows. `block` is left as it is.
    public func reset(fieldCount: Int) {
        table.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        recordStarts.removeAll(keepingCapacity: true)
        recordEnds.removeAll(keepingCapacity: true)
        cellArena.removeAll(keepingCapacity: true)
        unsplit.removeAll(keepingCapacity: true)
        cellsAreInArena = false
        recordCount = 0
        rowCount = 0
        madeRows = 0
        droppedRows = 0
        sourceRows.removeAll(keepingCapacity: true)
        fates.removeAll(keepingCapacity: true)
        faults.removeAll()
        while columns.count > fieldCount { columns.removeLast() }
        while columns.count < fieldCount { columns.append(Column()) }
        for index in columns.indices { columns[index].reset(source: index) }
    }

    /// Makes a row of every record of the table; called by a reader when the table is filled.
    public func beginRows() {
        rowCount = recordCount
        fates.append(contentsOf: repeatElement(Fate.kept, count: rowCount))
    }

    /// Sets the states of cells that the reader marked as absent; called by readers that mark any.
    public func settleAbsentCells() {
        let table = table
        let stride = stride
        for column in columns where column.form == .raw && column.source >= 0 {
            var states = column.states
            column.states = []
            var place = column.source
            for row in 0..<rowCount {
                if table[place] & RecordTable.kindMask == RecordTable.absent {
                    if states.isEmpty { states.append(contentsOf: repeatElement(0, count: rowCount)) }
                    states[row] = ValueState.missing.rawValue
                }
                place &+= stride
            }
            column.states = states
        }
    }

    /// The column in a slot; made when a stage adds a field.
    public func column(_ slot: Int) -> Column {
        while columns.count <= slot { columns.append(Column()) }
        return columns[slot]
    }

    /// The cell of a raw column.
    @inlinable
    public func cell(of column: Column, row: Int) -> Cell {
        let index = column.cells.isEmpty ? row * stride + column.source : Int(column.cells[row])
        return Cell(entry: table[index], next: table[index + 1])
    }

    /// The line of a row as delivered, counted from 1.
    public func line(ofRow row: Int) -> UInt64 {
        let record = record(ofRow: row)
        return firstLine + (lines.isEmpty ? UInt64(record) : UInt64(lines[record]))
    }

    /// The delivered record of a row.
    @inlinable
    public func record(ofRow row: Int) -> Int { sourceRows.isEmpty ? row : Int(sourceRows[row]) }

    /// The bytes of a delivered record in `block`, without its line end; nil when the reader keeps none.
    public func recordBytes(_ record: Int) -> Range<Int>? {
        if !recordEnds.isEmpty { return Int(recordStarts[record])..<Int(recordEnds[record]) }
        if !recordStarts.isEmpty {
            return recordBytes(from: Int(recordStarts[record]), to: Int(recordStarts[record + 1]))
        }
        guard !cellsAreInArena, stride > 1 else { return nil }
        let first = Int(table[record * stride] & RecordTable.startMask)
        var last = record * stride + stride - 1
        let end = Int(table[last] & RecordTable.startMask) - 1
        // Each cell that a short record lacks counts as a separator, which is not there.
        var lacking = 0
        while last > record * stride, table[last - 1] & RecordTable.kindMask == RecordTable.absent {
            lacking += 1
            last -= 1
        }
        return first..<max(first, end - lacking)
    }

    /// What is left of a stretch of the block without a record that became no row, and without the line end.
    private func recordBytes(from start: Int, to next: Int) -> Range<Int> {
        var end = next
        for other in unsplit where other.bytes.lowerBound > start { end = min(end, other.bytes.lowerBound) }
        while end > start, block[end - 1] == UInt8(ascii: "\n") || block[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    /// Notes that a row breaks a rule; `slot` is the faulty field, nil when the whole record is at fault. Rows that a
    /// filter left out break none.
    public func fault(row: Int, rule: RuleHandle, slot: Int?) {
        guard fates[row] != Fate.dropped else { return }
        let cells = slot.map { columns[$0].cells } ?? []
        faults.append(
            row: row,
            rule: rule,
            slot: slot.flatMap(UInt16.init(exactly:)) ?? FaultLog.noField,
            cell: cells.isEmpty ? 0 : cells[row] + 1
        )
        if rule.onFail == .reject { fates[row] = Fate.faulty }
    }

    /// Notes that a row's value cannot be read: the fault, and `invalid` in place of the value.
    public func invalidate(row: Int, rule: RuleHandle, slot: Int) {
        guard fates[row] != Fate.dropped else { return }
        fault(row: row, rule: rule, slot: slot)
        columns[slot].setState(.invalid, row: row, rowCount: rowCount)
    }

    /// Leaves a row out without fault.
    public func drop(row: Int) {
        guard fates[row] == Fate.kept else { return }
        fates[row] = Fate.dropped
        droppedRows += 1
    }

    /// Moves columns to new slots: slot *i* gets what stands in slot `slots[i]`.
    public func arrange(by slots: [Int]) {
        let unused = Set(columns.indices).subtracting(slots).sorted().map { columns[$0] }
        columns = slots.map { column($0) } + unused
    }
}

extension RecordBatch {
    /// Keeps the first records only; for runs that are limited to some. Called before any stage has seen the batch.
    public func limit(to count: Int) {
        guard rowCount + unsplit.count > count else { return }
        var rows = 0
        var others = 0
        while rows + others < count {
            if others < unsplit.count, unsplit[others].row <= rows { others += 1 } else { rows += 1 }
        }
        unsplit.removeLast(unsplit.count - others)
        recordCount = rows
        rowCount = rows
        fates.removeLast(fates.count - rows)
        // A reader may have found faults already.
        faults.keep(rowsBelow: rows)
        for column in columns where !column.states.isEmpty { column.states.removeLast(column.states.count - rows) }
    }
}
