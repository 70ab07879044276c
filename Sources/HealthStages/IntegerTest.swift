/// Whole numbers, days and booleans to compare with.
struct IntegerTest: Sendable {
    var bounds: ClosedRange<Int64>?
    /// In rising order.
    var values: [Int64]
    var isWanted: Bool

    func passes(_ value: Int64) -> Bool {
        if let bounds { return bounds.contains(value) }
        var low = 0
        var high = values.count
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < value { low = middle + 1 } else { high = middle }
        }
        return (low < values.count && values[low] == value) == isWanted
    }
}
