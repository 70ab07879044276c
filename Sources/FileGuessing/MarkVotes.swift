/// What all columns together say of the decimal mark: a sender has one.
struct MarkVotes {
    /// Values that have a comma for certain, and a point for certain.
    private(set) var comma = 0
    private(set) var point = 0

    /// Whether the format itself has the point, as those of statistical offices do.
    let isAlwaysPoint: Bool

    init(_ columns: [ColumnProfile], isAlwaysPoint: Bool = false) {
        self.isAlwaysPoint = isAlwaysPoint
        for column in columns where column.tally.present > 0 && column.tally.numbers * 10 >= column.tally.present * 8 {
            comma += (column.tally.fewCommas ? 0 : column.tally[.commaDecimal]) + column.tally[.pointGroups]
            point += (column.tally.fewPoints ? 0 : column.tally[.pointDecimal]) + column.tally[.commaGroups]
        }
    }

    var isComma: Bool { !isAlwaysPoint && comma > point }
    var isPoint: Bool { isAlwaysPoint || point > comma }
}
