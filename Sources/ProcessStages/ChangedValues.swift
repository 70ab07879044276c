import ByteKernels
import StageKit

/// The values of one field that a program has changed in a batch.
struct ChangedValues {
    private var rows: [(row: Int, state: UInt8, range: Range<Int>)] = []
    private var bytes: [UInt8] = []

    mutating func removeAll() {
        rows.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func append(row: Int, text: ArraySlice<UInt8>) {
        let before = bytes.count
        bytes += text
        rows.append((row, ValueState.present.rawValue, before..<bytes.count))
    }

    mutating func append(row: Int, missing state: UInt8) { rows.append((row, state, 0..<0)) }

    var isEmpty: Bool { rows.isEmpty }

    /// Puts the values into the column of the field; the values of other rows stay, in the new type.
    /// - Returns: a row whose old value has not the new type; nil when all is well.
    func apply(to field: ProgramPlan.ProgramField, of batch: RecordBatch, asked: [Bool]) -> Int? {
        guard let target = field.target, !isEmpty || field.sent == nil || field.isRetyped else { return nil }
        var given = [Int](repeating: -1, count: batch.rowCount)
        for (place, entry) in rows.enumerated() { given[entry.row] = place }
        var builder = ColumnBuilder(target.type, rowCount: batch.rowCount)
        let column = batch.column(target.slot)
        var text = OutputBuffer()
        var misfit: Int?
        for row in 0..<batch.rowCount {
            if given[row] >= 0 {
                let entry = rows[given[row]]
                // A sender's mark that a value may still change is not the program's to take away.
                let old = field.sent == nil ? 0 : column.state(row).rawValue
                let isMarked = entry.state == 0 && old == ValueState.provisional.rawValue
                _ = builder.append(bytes.span, entry.range, state: isMarked ? old : entry.state)
                continue
            }
            guard let old = field.sent, column.isPresent(row) else {
                let state = field.sent == nil ? ValueState.missing.rawValue : column.state(row).rawValue
                builder.appendMissing(state)
                continue
            }
            text.removeAll()
            batch.appendText(of: old, row: row, to: &text)
            if !builder.append(text.span, 0..<text.count, state: column.state(row).rawValue) {
                if asked[row] { misfit = misfit ?? row }
                builder.appendMissing(ValueState.invalid.rawValue)
            }
        }
        builder.end(column)
        return misfit
    }
}
