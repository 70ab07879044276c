/// What all columns together say of the decimal mark: a sender has one.
struct MarkVotes {
    /// Values that have a comma for certain, and a point for certain.
    private(set) var comma = 0
    private(set) var point = 0

    init(_ columns: [ColumnProfile]) {
        for column in columns where column.tally.present > 0 && column.tally.numbers * 10 >= column.tally.present * 8 {
            comma += (column.tally.fewCommas ? 0 : column.tally[.commaDecimal]) + column.tally[.pointGroups]
            point += (column.tally.fewPoints ? 0 : column.tally[.pointDecimal]) + column.tally[.commaGroups]
        }
    }

    var isComma: Bool { comma > point }
    var isPoint: Bool { point > comma }
}
