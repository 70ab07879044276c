import ByteKernels
import StageKit

extension SheetSegment {
    /// What readers of cells may read beyond them.
    private static let padding = 64

    /// Gives the records to a batch, whose memory is used for the next ones.
    mutating func layOut(into batch: RecordBatch, _ layout: SheetLayout) {
        swap(&batch.table, &table)
        var room: [UInt8] = []
        swap(&room, &batch.cellArena)
        batch.cellArena = bytes.take()
        bytes.resume(room)
        bytes.removeAll()
        batch.cellArena.append(contentsOf: repeatElement(0, count: Self.padding))
        batch.cellsAreInArena = true
        batch.blockCount = 0
        batch.encoding = .utf8
        batch.stride = layout.head.names.count + 1
        batch.deliveredNames = layout.head.names
        batch.recordCount = rows.count
        let first = rows.first ?? 1
        batch.firstLine = UInt64(first)
        batch.blockOffset = 0
        for row in rows { batch.lines.append(row - first) }
        for (slot, column) in layout.columns.enumerated() { batch.column(slot).source = column }
        batch.beginRows()
        batch.settleAbsentCells()
        note(faults, in: batch, layout)
        rows.removeAll(keepingCapacity: true)
        faults.removeAll(keepingCapacity: true)
    }

    private func note(_ faults: [Fault], in batch: RecordBatch, _ layout: SheetLayout) {
        if faults.isEmpty { return }
        var slots: [Int: Int] = [:]
        for (slot, column) in layout.columns.enumerated() { slots[column] = slot }
        for fault in faults {
            if let column = fault.column {
                // What is wrong in a column that nobody asked for is not read.
                if let slot = slots[column] { batch.invalidate(row: fault.record, rule: fault.rule, slot: slot) }
            } else {
                batch.fault(row: fault.record, rule: fault.rule, slot: nil)
            }
        }
    }
}
