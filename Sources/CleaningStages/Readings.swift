import StageKit

/// What is read from a column, row by row; its memory is lent by the column.
struct Readings {
    /// Whether values have scales.
    let hasScales: Bool
    /// What `Column.integers` will be.
    var values: [Int64] = []
    /// What `Column.scales` will be.
    var scales: [UInt8] = []
    /// The rows whose texts are no values, with `Reading.fault`.
    private(set) var faults: [(row: Int, fault: UInt8)] = []

    init(hasScales: Bool) { self.hasScales = hasScales }

    /// Takes the memory of the column: a zero for every row.
    mutating func begin(_ column: Column, rowCount: Int) {
        (values, scales) = (column.integers, column.scales)
        (column.integers, column.scales) = ([], [])
        values.removeAll(keepingCapacity: true)
        values.append(contentsOf: repeatElement(0, count: rowCount))
        scales.removeAll(keepingCapacity: true)
        if hasScales { scales.append(contentsOf: repeatElement(0, count: rowCount)) }
        faults.removeAll(keepingCapacity: true)
    }

    /// Gives the column its values.
    mutating func end(_ column: Column) {
        column.form = hasScales ? .decimals : .integers
        (column.integers, column.scales) = (values, scales)
        (values, scales) = ([], [])
    }

    /// Keeps what was read in a row.
    mutating func set(_ reading: Reading, row: Int) {
        if reading.fault != 0 { note(reading, row: row) }
        values[row] = reading.value
        if hasScales { scales[row] = reading.scale }
    }

    /// Keeps a fault.
    @inline(never)
    mutating func note(_ reading: Reading, row: Int) { faults.append((row, reading.fault)) }
}
