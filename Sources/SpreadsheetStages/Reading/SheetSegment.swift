import ByteKernels
import StageKit

/// Rows of a sheet on their way into a batch, and the blank rows before them.
struct SheetSegment {
    /// A record that must not pass as it is; nil for a fault of the whole record.
    struct Fault {
        var record: Int
        var column: Int?
        var rule: RuleHandle
    }

    /// Blank rows to be given first, and the row of the first of them.
    var blanks = 0
    var firstBlank = 0
    var bytes = ByteArena()
    /// See `RecordTable`.
    var table: [UInt32] = []
    /// The row of each record.
    var rows: [UInt32] = []
    var faults: [Fault] = []

    var isEmpty: Bool { blanks == 0 && rows.isEmpty }

    /// About how much memory the records take.
    var size: Int { bytes.count + 4 * table.count }

    mutating func appendAbsent(_ count: Int) {
        for _ in 0..<count {
            table.append(UInt32(truncatingIfNeeded: bytes.count) | RecordTable.absent)
            bytes.append(0)
        }
    }

    mutating func endRecord(row: Int) {
        table.append(UInt32(truncatingIfNeeded: bytes.count))
        rows.append(UInt32(clamping: row))
    }
}
