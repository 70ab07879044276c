import StageKit

/// Turns columns of text into columns of values.
final class NotationWorker: BatchWorker {
    private let notation: any Notation
    private let slots: [Int]
    private let rules: [RuleHandle]
    private var readings: Readings

    init(_ notation: some Notation, slots: [Int], rules: [RuleHandle]) {
        self.notation = notation
        self.slots = slots
        self.rules = rules
        let type = type(of: notation).type
        readings = Readings(hasScales: type == .number || type == .decimal)
    }

    func process(_ batch: RecordBatch) {
        for slot in slots { process(batch, slot: slot) }
    }

    private func process(_ batch: RecordBatch, slot: Int) {
        let column = batch.column(slot)
        guard column.form != .integers, column.form != .decimals else { return }
        readings.begin(column, rowCount: batch.rowCount)
        var notation = notation
        notation.read(column, of: batch, into: &readings)
        readings.end(column)
        column.arena = notation.wide.arena
        column.offsets = notation.wide.offsets
        for (row, fault) in readings.faults { batch.invalidate(row: row, rule: rules[Int(fault) - 1], slot: slot) }
    }
}
