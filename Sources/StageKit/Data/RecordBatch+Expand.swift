extension RecordBatch {
    /// Makes new rows of old ones, for stages such as unpivot: new row *i* is a copy of row `rows[i]`.
    ///
    /// `rows` is in rising order and names every old row at least once, so that no record is lost: a row that yields
    /// nothing is named once and then dropped. Faults stay with the first copy.
    public func expand(rows: [UInt32]) {
        var firstCopies = [UInt32](repeating: 0, count: rowCount)
        for (new, old) in rows.enumerated().reversed() { firstCopies[Int(old)] = UInt32(new) }
        faults.renumber { firstCopies[Int($0)] }
        for index in unsplit.indices {
            let row = unsplit[index].row
            unsplit[index].row = row < rowCount ? Int(firstCopies[row]) : rows.count
        }
        for column in columns { expand(column, rows: rows) }
        let oldFates = fates
        fates = rows.map { oldFates[Int($0)] }
        let records = rows.map { UInt32(record(ofRow: Int($0))) }
        sourceRows = records
        madeRows += rows.count - rowCount
        rowCount = rows.count
    }

    private func expand(_ column: Column, rows: [UInt32]) {
        if column.source >= 0 || !column.cells.isEmpty {
            column.cells = rows.map { row in
                column.cells.isEmpty ? UInt32(record(ofRow: Int(row)) * stride + column.source) : column.cells[Int(row)]
            }
        }
        if !column.states.isEmpty { column.states = rows.map { column.states[Int($0)] } }
        switch column.form {
        case .raw: break
        case .coded: column.codes = rows.map { column.codes[Int($0)] }
        case .integers: column.integers = rows.map { column.integers[Int($0)] }
        case .decimals:
            column.integers = rows.map { column.integers[Int($0)] }
            column.scales = rows.map { column.scales[Int($0)] }
        case .text:
            var arena: [UInt8] = []
            var offsets: [UInt32] = [0]
            for row in rows {
                arena += column.arena[Int(column.offsets[Int(row)])..<Int(column.offsets[Int(row) + 1])]
                offsets.append(UInt32(arena.count))
            }
            column.arena = arena
            column.offsets = offsets
        }
    }
}
