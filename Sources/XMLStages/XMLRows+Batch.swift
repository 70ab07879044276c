import ByteKernels
import StageKit
import XMLParsing

extension XMLRows {
    /// What readers of cells may read beyond them.
    private static let padding = 64

    /// What `repeated:` and `doctype:` let through.
    var leniencies: [String: Int] {
        ["repeated_values": repeatedValues, "doctypes": doctypes].filter { $0.value > 0 }
    }

    /// Gives the rows to a batch, whose memory is used for the next ones.
    /// - Parameter part: what the batch holds the bytes of, if it holds any.
    mutating func layOut(
        into batch: RecordBatch,
        names: [String],
        repeatedValue: RuleHandle,
        part: XMLPart? = nil
    ) {
        exchange(bytes: &batch.cellArena, starts: &batch.table)
        batch.cellArena.append(contentsOf: repeatElement(0, count: Self.padding))
        batch.cellsAreInArena = true
        batch.encoding = .utf8
        batch.stride = columns + 1
        batch.deliveredNames = names
        batch.recordCount = count
        // Records inside another end before it, so the first row need not be the first in the file.
        let firstLine = lines.min() ?? part?.line ?? 1
        batch.firstLine = UInt64(firstLine)
        for line in lines { batch.lines.append(line - firstLine) }
        if let part {
            let start = part.byteOffset - UInt64(part.range.lowerBound)
            batch.blockOffset = start
            for row in 0..<count {
                batch.recordStarts.append(UInt32(truncatingIfNeeded: offsets[row] - start))
                batch.recordEnds.append(UInt32(truncatingIfNeeded: ends[row] - start))
            }
        } else {
            batch.blockCount = 0
            batch.blockOffset = offsets.min() ?? 0
        }
        batch.beginRows()
        batch.settleAbsentCells()
        for fault in faults { batch.invalidate(row: fault.row, rule: repeatedValue, slot: fault.column) }
    }
}
