import StageKit

extension RecordBatch {
    /// Checks that the columns are what the schema says, row for row, so that the next stage can rely on it.
    func checkColumns(against schema: Schema) throws(TestTableFault) {
        guard fates.count == rowCount else { throw TestTableFault("there are not as many fates as rows") }
        for field in schema.fields where rowCount > 0 {
            if let fault = fault(of: field) { throw TestTableFault("the column of '\(field.name)' \(fault)") }
        }
    }

    private func fault(of field: Field) -> String? {
        guard field.slot < columns.count else { return "was never made" }
        let column = columns[field.slot]
        guard field.type.forms.contains(column.form) else {
            return "is \(column.form) while the schema says \(field.type.rawValue)"
        }
        guard column.states.isEmpty || column.states.count == rowCount else { return "has not a state for each row" }
        let isWhole =
            switch column.form {
            case .raw: column.cells.isEmpty ? column.source >= 0 || isMissing(column) : column.cells.count == rowCount
            case .text: column.offsets.count == rowCount + 1 && Int(column.offsets[rowCount]) <= column.arena.count
            case .coded:
                column.codes.count == rowCount
                    && (0..<rowCount).allSatisfy {
                        !column.isPresent($0) || column.codes[$0] < column.dictionary.count
                    }
            case .integers: column.integers.count == rowCount
            case .decimals: column.integers.count == rowCount && column.scales.count == rowCount
            }
        return isWhole ? nil : "has not a value for each row"
    }

    private func isMissing(_ column: Column) -> Bool { (0..<rowCount).allSatisfy { !column.isPresent($0) } }
}

extension FieldType {
    /// The forms that a column of this type may have.
    fileprivate var forms: [Column.Form] {
        switch self {
        case .text: [.raw, .text, .coded]
        case .integer, .date, .boolean: [.integers]
        case .number, .decimal: [.decimals]
        }
    }
}
