import StageKit
import Testing

@Suite struct RecordBatchLimitTests {
    @Test func forgetsTheFaultsOfRecordsBeyondTheLimit() {
        let batch = RecordBatch()
        batch.reset(fieldCount: 1)
        batch.stride = 2
        batch.block = Array("a\nb\nc\n".utf8)
        batch.table = [0, 2, 2, 4, 4, 6]
        batch.recordCount = 3
        batch.beginRows()
        let rule = RuleHandle(index: 7, onFail: .reject)
        // As a reader does that finds faults while it cuts records.
        for row in [2, 0] { batch.invalidate(row: row, rule: rule, slot: 0) }
        batch.limit(to: 2)
        #expect(batch.rowCount == 2)
        #expect(batch.faults.rows == [0])
        #expect(batch.faults.rules == [7])
        #expect(batch.faults.slots == [0])
        #expect(batch.faults.cells == [0])
        #expect(batch.columns[0].states == [ValueState.invalid.rawValue, 0])
    }
}
