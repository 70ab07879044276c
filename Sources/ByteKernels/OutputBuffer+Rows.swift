extension OutputBuffer {
    /// Appends rows of a table as lines of a delimited file, in UTF-8.
    ///
    /// This is the hottest loop of a run. It goes row by row, since the output does, with all that a cell needs behind
    /// one pointer a column. Returns the row whose delivered bytes are no text, and then appends nothing.
    public mutating func appendRows(
        _ rows: [UInt32],
        of columns: [CSVColumn],
        in delivered: CSVDelivered,
        as form: CSVForm
    ) -> Int? {
        guard !columns.isEmpty, let last = rows.max() else { return nil }
        for column in columns { column.checkHolds(rows: Int(last) + 1) }
        precondition(delivered.records.isEmpty || delivered.records.count > Int(last))
        let start = cursor
        let failed = unsafe delivered.block.withUnsafeBufferPointer { block in
            unsafe delivered.table.withUnsafeBufferPointer { table in
                unsafe form.missing.withUnsafeBufferPointer { missing in
                    let pass = unsafe CSVRowPass(
                        columns: columns,
                        delivered: delivered,
                        form: form,
                        block: block,
                        table: table,
                        missing: missing
                    )
                    return pass.write(rows, to: &self)
                }
            }
        }
        if failed != nil { cursor = start }
        return failed
    }
}

extension CSVColumn {
    /// Stops a caller whose arrays are too short before the loop trusts them.
    fileprivate func checkHolds(rows: Int) {
        precondition(states.isEmpty || states.count >= rows)
        switch kind {
        case .fields: precondition(places.isEmpty ? source >= 0 : places.count >= rows)
        case .prepared: precondition(places.count >= rows && holdsTexts)
        case .texts: precondition(offsets.count > rows && holdsTexts)
        case .integers, .dates: precondition(integers.count >= rows)
        case .decimals:
            precondition(integers.count >= rows && scales.count >= rows && (offsets.isEmpty || holdsTexts))
        }
    }

    private var holdsTexts: Bool { offsets.last.map { Int($0) <= texts.count } ?? false }
}
