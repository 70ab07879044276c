/// How many values of a column can be read in each way.
struct ReadingTally {
    private var counts = [Int](repeating: 0, count: 32)
    private(set) var dates = [Int](repeating: 0, count: 32)
    /// Values that are neither blank nor a sign for a missing one.
    private(set) var present = 0
    /// Numbers of any kind.
    private(set) var numbers = 0
    /// The shortest and the longest whole number, in digits.
    private(set) var shortest = Int.max
    private(set) var longest = 0
    private(set) var isAnyDate = 0
    /// Plain whole numbers of more than three digits: beside `1.234` they speak for a decimal point.
    private(set) var longPlain = 0

    mutating func add(_ shape: ValueShape, times: Int) {
        for bit in 0..<32 where shape.readings.rawValue & (1 << UInt32(bit)) != 0 { counts[bit] += times }
        for bit in 0..<32 where shape.dates & (1 << UInt32(bit)) != 0 { dates[bit] += times }
        if shape.dates != 0 { isAnyDate += times }
        guard !shape.readings.contains(.blank), !shape.readings.contains(.sign) else { return }
        present += times
        if shape.readings.isNumber { numbers += times }
        if shape.readings.contains(.integer) {
            shortest = min(shortest, shape.digits)
            longest = max(longest, shape.digits)
            if shape.digits > 3 { longPlain += times }
        }
    }

    /// A few numbers such as `12.3` among many such as `1.234` are mistakes, not what tells the mark.
    var fewPoints: Bool { self[.pointDecimal] * 4 < self[.pointThousand] }
    /// The same with commas.
    var fewCommas: Bool { self[.commaDecimal] * 4 < self[.commaThousand] }

    subscript(_ reading: Readings) -> Int { counts[reading.rawValue.trailingZeroBitCount] }
}
