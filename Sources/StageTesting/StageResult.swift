import StageKit

/// What a stage made of a table.
public struct StageResult: Equatable, Sendable {
    /// The rows that go on, as a table with padded cells; missing values are `∅`.
    public internal(set) var output = ""
    /// As `output`, with the reason beside each `∅` that is not just missing: `∅suppressed`.
    public internal(set) var detailedOutput = ""
    /// The faults of rejected rows: `4 procent number.format`, line, field and rule, in order.
    public internal(set) var rejects: [String] = []
    /// The faults of rows that go on, because the stage flags or stops.
    public internal(set) var flags: [String] = []
    /// The number of rows that a filter left out.
    public internal(set) var dropped = 0
    /// The number of rows made beyond those taken.
    public internal(set) var made = 0
    /// The rules that the table as a whole broke.
    public internal(set) var tableFaults: [String] = []

    mutating func take(_ batches: [RecordBatch], schema: Schema, rules: [Rejection], deliveredNames: [String]) {
        var plain = [schema.names]
        var detailed = [schema.names]
        for batch in batches {
            for row in 0..<batch.rowCount where batch.fates[row] == RecordBatch.Fate.kept {
                plain.append(schema.fields.map { batch.text(of: $0, row: row) ?? "∅" })
                detailed.append(
                    schema.fields.map { field in
                        let state = batch.column(field.slot).state(row)
                        let reason = state == .present || state == .missing ? "" : state.name
                        return (batch.text(of: field, row: row) ?? "∅") + reason
                    }
                )
            }
            dropped += batch.fates.count { $0 == RecordBatch.Fate.dropped }
            made += batch.madeRows
            takeFaults(of: batch, rules: rules, deliveredNames: deliveredNames)
        }
        output = Self.table(plain)
        detailedOutput = Self.table(detailed)
    }

    private mutating func takeFaults(of batch: RecordBatch, rules: [Rejection], deliveredNames: [String]) {
        for record in batch.unsplit {
            rejects.append("\(batch.firstLine + UInt64(record.line)) - \(rules[Int(record.rule.index)].rule)")
        }
        for index in (0..<batch.faults.count).sorted(by: { batch.faults.rows[$0] < batch.faults.rows[$1] }) {
            let row = Int(batch.faults.rows[index])
            let slot = batch.faults.slots[index]
            let cell = Int(batch.faults.cells[index])
            let name =
                cell > 0
                ? batch.deliveredNames[(cell - 1) % batch.stride]
                : slot == FaultLog.noField ? "-" : deliveredNames[Int(slot)]
            let line = "\(batch.line(ofRow: row)) \(name) \(rules[Int(batch.faults.rules[index])].rule)"
            if batch.fates[row] == RecordBatch.Fate.faulty { rejects.append(line) } else { flags.append(line) }
        }
    }

    /// Pads cells to columns.
    static func table(_ rows: [[String]]) -> String {
        guard let first = rows.first else { return "" }
        let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                .joined(separator: " | ")
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
