/// When an entry of a code list holds; both ends belong to it.
struct CodePeriod: Sendable {
    /// The number of the code.
    var code: UInt32
    /// Days since 1970-01-01; `.min` when it has always held.
    var from: Int64
    /// `.max` when it holds for ever.
    var to: Int64

    func overlaps(_ other: CodePeriod) -> Bool { from <= other.to && other.from <= to }

    /// Whether it began later, or ended later when both began together.
    func isNewer(than other: CodePeriod) -> Bool { (from, to) > (other.from, other.to) }
}
