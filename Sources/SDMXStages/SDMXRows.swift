import ByteKernels
import StageKit

/// Observations laid out as the cells of a batch.
struct SDMXRows {
    /// What readers of cells may read beyond them.
    private static let padding = 64
    /// Places in a batch have 29 bits.
    static let greatestBytes = 192 << 20

    let columns: Int
    private var bytes = ByteArena()
    private var starts: [UInt32] = []
    private var lines: [UInt64] = []
    private var firstOffset: UInt64 = 0
    private var faults: [(row: Int, rule: RuleHandle, column: Int?)] = []

    init(columns: Int) { self.columns = columns }

    var count: Int { lines.count }

    /// Whether a row of so many bytes would be one too many.
    func isFull(adding size: Int) -> Bool { size > Self.greatestBytes - bytes.count }

    mutating func removeAll() {
        bytes.removeAll()
        starts.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        faults.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    mutating func append(_ arena: borrowing ByteArena, from start: Int, count: Int) {
        starts.append(UInt32(truncatingIfNeeded: bytes.count))
        bytes.append(arena, from: start, count: count)
        bytes.append(0)
    }

    @inline(__always)
    mutating func appendAbsent() {
        starts.append(UInt32(truncatingIfNeeded: bytes.count) | RecordTable.absent)
        bytes.append(0)
    }

    /// Ends the row that the last cells belong to.
    @inline(__always)
    mutating func endRow(line: UInt64, offset: UInt64) {
        if lines.isEmpty { firstOffset = offset }
        starts.append(UInt32(truncatingIfNeeded: bytes.count))
        lines.append(line)
    }

    /// Notes a fault of the row that comes next.
    mutating func fault(_ rule: RuleHandle, column: Int?) {
        faults.append((count, rule, column))
    }

    /// Hands the rows to a batch and takes its memory to go on with.
    mutating func layOut(into batch: RecordBatch, names: [String]) {
        swap(&starts, &batch.table)
        let spare = batch.cellArena
        batch.cellArena = bytes.take()
        bytes.resume(spare)
        bytes.removeAll()
        batch.cellArena.append(contentsOf: repeatElement(0, count: Self.padding))
        batch.cellsAreInArena = true
        batch.blockCount = 0
        batch.encoding = .utf8
        batch.stride = columns + 1
        batch.deliveredNames = names
        batch.recordCount = count
        batch.firstLine = lines.first ?? 1
        batch.blockOffset = firstOffset
        for line in lines { batch.lines.append(UInt32(clamping: line - batch.firstLine)) }
        batch.beginRows()
        batch.settleAbsentCells()
        for fault in faults {
            if let column = fault.column {
                batch.invalidate(row: fault.row, rule: fault.rule, slot: column)
            } else {
                batch.fault(row: fault.row, rule: fault.rule, slot: nil)
            }
        }
    }
}
