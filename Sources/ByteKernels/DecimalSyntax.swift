/// Where the parts of a written decimal number are.
struct DecimalSyntax {
    let isNegative: Bool
    /// The whole part: digits, perhaps with group marks between them.
    let whole: Range<Int>
    /// The digits after the mark, empty if there is no mark.
    let fraction: Range<Int>

    /// Nil if the bytes are not a number: a digit must stand on each side of the mark, and nothing before or after.
    init?(_ bytes: Span<UInt8>, from: Int, to: Int, mark: DecimalMark, grouping: Bool, plus: Bool) {
        var at = from
        isNegative = NumberSyntax.skipSign(bytes, at: &at, to: to, plus: plus)
        let groupMark = grouping ? mark.groupMark : nil
        guard let end = NumberSyntax.endOfInteger(bytes, from: at, to: to, groupMark: groupMark) else { return nil }
        whole = at..<end
        guard end < to else {
            fraction = end..<end
            return
        }
        guard bytes[end] == mark.rawValue, end + 1 < to,
            NumberSyntax.endOfDigits(bytes, from: end + 1, to: to) == to
        else { return nil }
        fraction = end + 1..<to
    }
}
