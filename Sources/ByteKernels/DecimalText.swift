/// Decimal numbers of any length, kept as text: for what does not fit a `Decimal64`.
public enum DecimalText {
    /// Appends `bytes[from..<to]` in canonical form; false, with nothing appended, if it is not a number.
    ///
    /// Canonical is: a point as mark, no groups, no plus, no needless leading zeros, a hyphen as minus and none before
    /// zero. All decimals stay as delivered. What is taken as a number is what `Decimal64.parse` takes, of any length.
    public static func append(
        _ bytes: Span<UInt8>,
        from: Int,
        to: Int,
        mark: DecimalMark,
        grouping: Bool = false,
        plus: Bool = false,
        into text: inout [UInt8]
    ) -> Bool {
        guard let syntax = DecimalSyntax(bytes, from: from, to: to, mark: mark, grouping: grouping, plus: plus) else {
            return false
        }
        let start = text.count
        var isZero = true
        if syntax.isNegative { text.append(UInt8(ascii: "-")) }
        let digits = text.count
        for at in syntax.whole where NumberSyntax.isDigit(bytes[at]) {
            if bytes[at] != UInt8(ascii: "0") { isZero = false }
            if !isZero { text.append(bytes[at]) }
        }
        if text.count == digits { text.append(UInt8(ascii: "0")) }
        if !syntax.fraction.isEmpty { text.append(UInt8(ascii: ".")) }
        for at in syntax.fraction {
            if bytes[at] != UInt8(ascii: "0") { isZero = false }
            text.append(bytes[at])
        }
        if isZero, syntax.isNegative { text.remove(at: start) }
        return true
    }

    /// Compares two numbers exactly, each canonical or as in JSON, with or without exponent: `1e2` equals `100.0`.
    ///
    /// Nil if one of them is not a number, or is not zero and has an exponent of more than 18 digits.
    public static func compare(_ left: Span<UInt8>, _ right: Span<UInt8>) -> NumberOrder? {
        guard let a = ScientificNumber(left), let b = ScientificNumber(right) else { return nil }
        guard a.sign == b.sign else { return a.sign < b.sign ? .less : .greater }
        guard a.sign != 0 else { return .equal }
        let order = a.magnitudeOrder(left, to: b, right)
        return a.sign > 0 ? order : NumberOrder(rawValue: -order.rawValue)
    }

    /// The number with as few decimals as it needs, if a `Decimal64` holds it: `1e2` and `100.000` are both 100.
    public static func reduced(_ number: Span<UInt8>) -> Decimal64? {
        guard let parts = ScientificNumber(number) else { return nil }
        return parts.sign == 0 ? Decimal64(0) : parts.reduced(number)
    }

    /// Appends a form that equal numbers share and others do not, `-125e-1` for -12.50; false if it is not a number.
    public static func appendKey(_ number: Span<UInt8>, into key: inout [UInt8]) -> Bool {
        guard let parts = ScientificNumber(number) else { return false }
        if parts.sign < 0 { key.append(UInt8(ascii: "-")) }
        let digits = parts.significantDigits(number)
        guard !digits.isEmpty else {
            key.append(UInt8(ascii: "0"))
            return true
        }
        key += digits
        key.append(UInt8(ascii: "e"))
        IntegerText.write(Int64(parts.exponent(ofLastOf: digits.count)), into: &key)
        return true
    }
}

/// Where the significant digits of a number are, and the power of ten of the first of them.
private struct ScientificNumber {
    /// -1, 0 or 1.
    private(set) var sign: Int
    private var digits: Range<Int>
    private var exponent: Int

    /// Nil if the bytes are not a number, or the exponent has more than 18 digits.
    init?(_ bytes: Span<UInt8>) {
        var at = 0
        let isNegative = NumberSyntax.skipSign(bytes, at: &at, to: bytes.count, plus: false)
        let whole = at
        at = NumberSyntax.endOfDigits(bytes, from: whole, to: bytes.count)
        let markAt = at
        guard markAt > whole else { return nil }
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at = NumberSyntax.endOfDigits(bytes, from: markAt + 1, to: bytes.count)
            guard at > markAt + 1 else { return nil }
        }
        let end = at
        var first = whole
        while first < end, bytes[first] == UInt8(ascii: "0") || first == markAt { first += 1 }
        let isZero = first == end
        guard let written = Self.exponent(bytes, from: end, isZero: isZero) else { return nil }
        sign = isZero ? 0 : isNegative ? -1 : 1
        digits = first..<end
        // Below 10^18 and the length of a text: no overflow.
        exponent = written + (first < markAt ? markAt - first - 1 : markAt - first)
    }

    /// The exponent written at `from`, up to the end of the bytes; zero if there is none.
    private static func exponent(_ bytes: Span<UInt8>, from: Int, isZero: Bool) -> Int? {
        guard from < bytes.count else { return 0 }
        guard bytes[from] | 0x20 == UInt8(ascii: "e"), from + 1 < bytes.count else { return nil }
        let isNegative = bytes[from + 1] == UInt8(ascii: "-")
        var at = isNegative || bytes[from + 1] == UInt8(ascii: "+") ? from + 2 : from + 1
        guard at < bytes.count, NumberSyntax.endOfDigits(bytes, from: at, to: bytes.count) == bytes.count else {
            return nil
        }
        if isZero { return 0 }
        var value = 0
        while at < bytes.count {
            guard value < 100_000_000_000_000_000 else { return nil }
            value = value * 10 + Int(bytes[at] &- 0x30)
            at += 1
        }
        return isNegative ? -value : value
    }

    /// The digits without the mark, and without zeros at either end.
    func significantDigits(_ bytes: Span<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for at in digits where bytes[at] != UInt8(ascii: ".") { result.append(bytes[at]) }
        while result.last == UInt8(ascii: "0") { result.removeLast() }
        return result
    }

    /// The power of ten of the last of `count` significant digits.
    func exponent(ofLastOf count: Int) -> Int { exponent - (count - 1) }

    /// Nil if a `Decimal64` does not hold the number, which may not be zero.
    func reduced(_ bytes: Span<UInt8>) -> Decimal64? {
        let digits = significantDigits(bytes)
        let last = exponent(ofLastOf: digits.count)
        guard last >= -Decimal64.maximumDigits, last <= Decimal64.maximumDigits,
            digits.count + max(0, last) <= Decimal64.maximumDigits
        else { return nil }
        var mantissa: Int64 = 0
        for digit in digits { mantissa = mantissa * 10 + Int64(digit &- 0x30) }
        for _ in 0..<max(0, last) { mantissa *= 10 }
        return Decimal64(mantissa: sign < 0 ? -mantissa : mantissa, scale: UInt8(max(0, -last)))
    }

    /// Compares the numbers without their signs; neither may be zero.
    func magnitudeOrder(_ mine: Span<UInt8>, to other: ScientificNumber, _ theirs: Span<UInt8>) -> NumberOrder {
        guard exponent == other.exponent else { return exponent < other.exponent ? .less : .greater }
        var i = digits.lowerBound
        var j = other.digits.lowerBound
        while i < digits.upperBound || j < other.digits.upperBound {
            let a = Self.nextDigit(mine, at: &i, to: digits.upperBound)
            let b = Self.nextDigit(theirs, at: &j, to: other.digits.upperBound)
            guard a == b else { return a < b ? .less : .greater }
        }
        return .equal
    }

    /// Steps over the next digit and a mark before it; past the end there are only zeros.
    private static func nextDigit(_ bytes: Span<UInt8>, at: inout Int, to: Int) -> UInt8 {
        if at < to, bytes[at] == UInt8(ascii: ".") { at += 1 }
        guard at < to else { return UInt8(ascii: "0") }
        defer { at += 1 }
        return bytes[at]
    }
}
