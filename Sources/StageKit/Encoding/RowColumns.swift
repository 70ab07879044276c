package import ByteKernels

/// Turns the columns of a batch into what the row loop of delimited files reads; scratch memory of one encoder.
package struct RowColumns {
    private let form: CSVForm
    private var prepared: [PreparedTexts]

    /// For so many fields of a file.
    package init(_ form: CSVForm, count: Int) {
        self.form = form
        prepared = Array(repeating: PreparedTexts(), count: count)
    }

    /// The column of a field.
    /// - Parameter place: the number of the field in the file.
    package mutating func column(of field: Field, at place: Int, in batch: RecordBatch) -> CSVColumn {
        let column = batch.column(field.slot)
        var result: CSVColumn
        switch column.form {
        case .raw where column.source < 0 && column.cells.isEmpty:
            // A column that a stage made and gave no values.
            result = CSVColumn(.fields)
            result.states = [UInt8](repeating: ValueState.missing.rawValue, count: batch.rowCount)
            return result
        case .raw:
            result = CSVColumn(.fields)
            result.source = column.source
            result.places = column.cells
        case .text:
            result = CSVColumn(.texts)
            result.texts = column.arena
            result.offsets = column.offsets
        case .coded: result = coded(column.codes, column.dictionary, at: place)
        case .integers where field.type == .boolean:
            result = coded(column.integers.map { $0 == 0 ? 0 : 1 }, Self.booleans, at: place)
        case .integers:
            result = CSVColumn(field.type == .date ? .dates : .integers)
            result.integers = column.integers
        case .decimals:
            result = CSVColumn(.decimals)
            result.integers = column.integers
            result.scales = column.scales
            result.texts = column.arena
            result.offsets = column.offsets
        }
        result.states = column.states
        return result
    }

    private mutating func coded(_ codes: [UInt32], _ dictionary: ValueDictionary, at place: Int) -> CSVColumn {
        var result = CSVColumn(.prepared)
        result.places = codes
        prepared[place].prepare(dictionary, form) { $0 }
        result.texts = prepared[place].bytes
        result.offsets = prepared[place].offsets
        return result
    }

    private static let booleans = ValueDictionary(["false", "true"])
}

extension CSVDelivered {
    /// The cells of a batch as delivered.
    package init(_ batch: RecordBatch) {
        self.init(
            block: batch.cellBytes,
            table: batch.table,
            stride: batch.stride,
            records: batch.sourceRows,
            encoding: batch.encoding,
            quote: batch.quote
        )
    }
}
