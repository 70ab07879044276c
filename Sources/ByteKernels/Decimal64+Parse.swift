extension Decimal64 {
    /// Reads `bytes[from..<to]`, all of it, as a number without exponent.
    ///
    /// A digit must stand on each side of the mark. With `grouping` the other mark may group thousands, by the rule: one
    /// to three digits, then groups of exactly three. `plus` allows a leading plus.
    @inlinable
    public static func parse(
        _ bytes: Span<UInt8>,
        from: Int,
        to: Int,
        mark: DecimalMark,
        grouping: Bool = false,
        plus: Bool = false
    ) -> ParsedDecimal {
        guard from < to else { return .notANumber }
        let isNegative = bytes[from] == UInt8(ascii: "-")
        let first = isNegative ? from &+ 1 : from
        // Up to 18 digits and a mark: the sum below cannot overflow. All else, and all that is odd, goes the slow way.
        guard to &- first <= maximumDigits &+ 1 else {
            return parseSlowly(bytes, from: from, to: to, mark: mark, grouping: grouping, plus: plus)
        }
        var mantissa: Int64 = 0
        var markAt = -1
        var at = first
        while at < to {
            let byte = bytes[at]
            let digit = byte &- 0x30
            if digit < 10 {
                mantissa = mantissa &* 10 &+ Int64(digit)
            } else if byte == mark.rawValue, markAt < 0 {
                markAt = at
            } else {
                return parseSlowly(bytes, from: from, to: to, mark: mark, grouping: grouping, plus: plus)
            }
            at &+= 1
        }
        let value = isNegative ? 0 &- mantissa : mantissa
        if markAt < 0 {
            guard to > first else { return .notANumber }
            guard to &- first <= maximumDigits else {
                return parseSlowly(bytes, from: from, to: to, mark: mark, grouping: grouping, plus: plus)
            }
            return .value(Decimal64(checkedMantissa: value, scale: 0))
        }
        guard markAt > first, markAt &+ 1 < to else { return .notANumber }
        return .value(Decimal64(checkedMantissa: value, scale: to &- markAt &- 1))
    }

    /// The whole grammar, for what the fast way does not take.
    @usableFromInline
    static func parseSlowly(
        _ bytes: Span<UInt8>,
        from: Int,
        to: Int,
        mark: DecimalMark,
        grouping: Bool,
        plus: Bool
    ) -> ParsedDecimal {
        guard let syntax = DecimalSyntax(bytes, from: from, to: to, mark: mark, grouping: grouping, plus: plus) else {
            return .notANumber
        }
        guard syntax.fraction.count <= maximumDigits else { return .tooLong }
        var mantissa: Int64 = 0
        guard append(bytes, syntax.whole, to: &mantissa), append(bytes, syntax.fraction, to: &mantissa) else {
            return .tooLong
        }
        return .value(
            Decimal64(checkedMantissa: syntax.isNegative ? -mantissa : mantissa, scale: syntax.fraction.count)
        )
    }
    /// Adds the digits of `range` to `mantissa`; false if that makes more than 18 significant digits.
    private static func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to mantissa: inout Int64) -> Bool {
        for at in range where NumberSyntax.isDigit(bytes[at]) {
            guard mantissa < 100_000_000_000_000_000 else { return false }
            mantissa = mantissa * 10 + Int64(bytes[at] &- 0x30)
        }
        return true
    }
}
