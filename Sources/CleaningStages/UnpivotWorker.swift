import ByteKernels
import StageKit

/// Turns batches: each value keeps its place in the delivery, and stays undecoded where it was.
final class UnpivotWorker: BatchWorker {
    private let plan: UnpivotPlan

    init(_ plan: UnpivotPlan) { self.plan = plan }

    func process(_ batch: RecordBatch) {
        _ = batch.column(max(plan.name, plan.targets.max() ?? 0))
        let rows = UnpivotRows(plan, batch)
        let columns = plan.targets.indices.map { gather(target: $0, of: batch, rows) }
        // Only what is kept is repeated; the columns that were turned are done with.
        for slot in batch.columns.indices where !plan.kept.contains(slot) { batch.columns[slot] = Column() }
        batch.expand(rows: rows.rows)
        batch.columns[plan.name] = names(of: rows)
        for (slot, column) in zip(plan.targets, columns) { batch.columns[slot] = column }
        for row in rows.dropped { batch.drop(row: row) }
    }

    private func names(of rows: UnpivotRows) -> Column {
        let column = Column()
        column.form = .coded
        column.dictionary = plan.names
        column.codes = rows.groups.map { $0 == UnpivotRows.none ? 0 : $0 }
        for (row, group) in rows.groups.enumerated() where group == UnpivotRows.none {
            column.setState(.invalid, row: row, rowCount: rows.rows.count)
        }
        return column
    }

    private func gather(target: Int, of batch: RecordBatch, _ rows: UnpivotRows) -> Column {
        let sources = plan.groups.map { group in group[target].map { batch.column($0.slot) } }
        let column = Column()
        setStates(of: column, from: sources, rows)
        if let cells = cells(target: target, of: batch, rows) { column.cells = cells }
        switch plan.types[target] {
        case .text where !column.cells.isEmpty && sources.allSatisfy({ $0?.form ?? .raw == .raw }): break
        case .text: gatherTexts(into: column, target: target, of: batch, rows)
        case .number, .decimal: gatherDecimals(into: column, from: sources, rows)
        case .integer, .boolean, .date: gatherIntegers(into: column, from: sources, rows)
        }
        return column
    }

    private func setStates(of column: Column, from sources: [Column?], _ rows: UnpivotRows) {
        let count = rows.rows.count
        for (new, group) in rows.groups.enumerated() {
            let old = Int(rows.rows[new])
            let state: ValueState =
                group == UnpivotRows.none ? .invalid : sources[Int(group)]?.state(old) ?? .missing
            column.setState(state, row: new, rowCount: count)
        }
    }

    /// The place of each value in the record table; nil when some column was made by a stage and has none.
    private func cells(target: Int, of batch: RecordBatch, _ rows: UnpivotRows) -> [UInt32]? {
        // A group that lacks this target points at its first cell: under that name its place is found.
        let places = plan.groups.compactMap { group in
            (group[target] ?? group.lazy.compactMap { $0 }.first).map { batch.column($0.slot) }
        }
        guard places.count == plan.groups.count,
            places.allSatisfy({ $0.source >= 0 || !$0.cells.isEmpty })
        else { return nil }
        return zip(rows.rows, rows.groups).map { row, group in
            let place = places[group == UnpivotRows.none ? 0 : Int(group)]
            guard place.cells.isEmpty else { return place.cells[Int(row)] }
            return UInt32(batch.record(ofRow: Int(row)) * batch.stride + place.source)
        }
    }

    private func gatherTexts(into column: Column, target: Int, of batch: RecordBatch, _ rows: UnpivotRows) {
        var texts = TextArena()
        for (row, group) in zip(rows.rows, rows.groups) {
            let field = group == UnpivotRows.none ? nil : plan.groups[Int(group)][target]
            texts.append { if let field { batch.appendText(of: field, row: Int(row), to: &$0) } }
        }
        column.form = .text
        column.arena = texts.bytes
        column.offsets = texts.offsets
    }

    private func gatherIntegers(into column: Column, from sources: [Column?], _ rows: UnpivotRows) {
        column.form = .integers
        column.integers = zip(rows.rows, rows.groups).map { row, group in
            group == UnpivotRows.none ? 0 : sources[Int(group)]?.integers[Int(row)] ?? 0
        }
    }

    private func gatherDecimals(into column: Column, from sources: [Column?], _ rows: UnpivotRows) {
        column.form = .decimals
        column.offsets = [0]
        for (row, group) in zip(rows.rows, rows.groups) {
            guard group != UnpivotRows.none, let source = sources[Int(group)] else {
                column.integers.append(0)
                column.scales.append(0)
                continue
            }
            let (value, scale) = (source.integers[Int(row)], source.scales[Int(row)])
            column.scales.append(scale)
            guard scale == Column.wideScale else {
                column.integers.append(value)
                continue
            }
            column.integers.append(Int64(column.offsets.count - 1))
            column.arena += source.arena[Int(source.offsets[Int(value)])..<Int(source.offsets[Int(value) + 1])]
            column.offsets.append(UInt32(clamping: column.arena.count))
        }
    }
}
