import StageKit

/// Records that leave the table of a batch before its rows begin.
struct CSVRowCut {
    private var rules: [Int: RuleHandle?] = [:]

    func contains(_ record: Int) -> Bool { !rules.isEmpty && rules[record] != nil }

    /// Leaves a record out that is no record, such as an empty row; false if it was turned down already.
    mutating func leaveOut(_ record: Int) -> Bool {
        if contains(record) { return false }
        rules[record] = .some(nil)
        return true
    }

    /// Turns a record down for the first rule that it breaks.
    mutating func reject(_ record: Int, _ rule: RuleHandle) {
        if !contains(record) { rules[record] = .some(rule) }
    }

    /// Closes the gaps in the table, and lists what was turned down.
    func apply(to batch: RecordBatch) {
        guard !rules.isEmpty else { return }
        let stride = batch.stride
        var table: [UInt32] = []
        var lines: [UInt32] = []
        var unsplit: [UnsplitRecord] = []
        var others = batch.unsplit[...]
        for record in 0..<batch.recordCount {
            while let other = others.first, other.row <= record {
                unsplit.append(others.removeFirst())
                unsplit[unsplit.count - 1].row = lines.count
            }
            let line = batch.lines.isEmpty ? UInt32(record) : batch.lines[record]
            guard let rule = rules[record] else {
                table.append(contentsOf: batch.table[record * stride..<(record + 1) * stride])
                lines.append(line)
                continue
            }
            if let rule, let bytes = batch.recordBytes(record) {
                unsplit.append(UnsplitRecord(row: lines.count, line: line, bytes: bytes, rule: rule))
            }
        }
        for var other in others {
            other.row = lines.count
            unsplit.append(other)
        }
        batch.table = table
        batch.lines = lines
        batch.unsplit = unsplit
        batch.recordCount = lines.count
    }
}
