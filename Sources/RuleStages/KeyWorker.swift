import StageKit

/// The free half of `validate.unique`: one integer for each part of each key of a batch.
final class KeyWorker: OrderedWorker {
    /// The rows that have a whole key and no fault so far.
    private(set) var rows: [UInt32] = []
    /// The parts of the keys, in the order of the option.
    let parts: [KeyPart]

    init(fields: [Field]) {
        parts = fields.map(KeyPart.init)
    }

    func prepare(_ batch: RecordBatch) throws {
        findRows(of: batch)
        for part in parts { try part.prepare(batch, rows: rows) }
    }

    private func findRows(of batch: RecordBatch) {
        rows.removeAll(keepingCapacity: true)
        let fates = batch.fates
        for row in 0..<batch.rowCount where fates[row] == RecordBatch.Fate.kept { rows.append(UInt32(row)) }
        for part in parts {
            let states = batch.column(part.field.slot).states
            if !states.isEmpty { rows.removeAll { states[Int($0)] & 0x7f != 0 } }
        }
    }
}
