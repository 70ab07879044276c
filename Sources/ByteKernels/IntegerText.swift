/// Integers as text.
public enum IntegerText {
    /// Reads `bytes[from..<to]`, all of it, as an integer.
    ///
    /// With a `grouping` mark, thousands may be grouped: one to three digits, then groups of exactly three. A minus may be
    /// a hyphen or U+2212.
    @inlinable
    public static func parse(
        _ bytes: Span<UInt8>,
        from: Int,
        to: Int,
        grouping: UInt8? = nil,
        plus: Bool = false
    ) -> ParsedInteger {
        guard from < to else { return .notAnInteger }
        let isNegative = bytes[from] == UInt8(ascii: "-")
        var at = isNegative ? from &+ 1 : from
        guard at < to else { return .notAnInteger }
        // Up to 18 digits cannot overflow.
        guard to &- at <= 18 else { return parseSlowly(bytes, from: from, to: to, grouping: grouping, plus: plus) }
        var value: Int64 = 0
        while at < to {
            let digit = bytes[at] &- 0x30
            guard digit < 10 else { return parseSlowly(bytes, from: from, to: to, grouping: grouping, plus: plus) }
            value = value &* 10 &+ Int64(digit)
            at &+= 1
        }
        return .value(isNegative ? 0 &- value : value)
    }

    /// Appends the digits of `value`.
    @inlinable
    public static func write(_ value: Int64, into bytes: inout [UInt8]) {
        unsafe Digits.append(room: maximumLength, to: &bytes) { unsafe write(value, to: $0) }
    }

    /// The most bytes that `write(_:to:)` writes.
    @inlinable static var maximumLength: Int { 20 }

    /// Writes the digits of `value` at `buffer` and returns how many bytes they took.
    ///
    /// Safe when 20 bytes may be written at `buffer`: what is behind the digits may be overwritten.
    @unsafe @inlinable @inline(__always)
    public static func write(_ value: Int64, to buffer: UnsafeMutablePointer<UInt8>) -> Int {
        guard value.magnitude < Digits.eightDigits else { return unsafe writeLong(value, to: buffer) }
        let digits = Digits.eight(value.magnitude)
        let count = Digits.count(ofEight: digits)
        let sign = value < 0 ? 1 : 0
        unsafe buffer[0] = UInt8(ascii: "-")
        unsafe Digits.store((digits | Digits.zeros) &>> UInt64((8 &- count) &* 8), at: buffer + sign)
        return sign &+ count
    }

    @unsafe @usableFromInline
    static func writeLong(_ value: Int64, to buffer: UnsafeMutablePointer<UInt8>) -> Int {
        let digits = Digits.count(value.magnitude)
        let sign = value < 0 ? 1 : 0
        if value < 0 { unsafe buffer[0] = UInt8(ascii: "-") }
        unsafe Digits.write(value.magnitude, count: digits, before: buffer + (digits &+ sign))
        return digits &+ sign
    }

    /// The whole grammar, for what the fast way does not take.
    @usableFromInline
    static func parseSlowly(
        _ bytes: Span<UInt8>,
        from: Int,
        to: Int,
        grouping: UInt8?,
        plus: Bool
    ) -> ParsedInteger {
        var at = from
        let isNegative = NumberSyntax.skipSign(bytes, at: &at, to: to, plus: plus)
        guard NumberSyntax.endOfInteger(bytes, from: at, to: to, groupMark: grouping) == to else {
            return .notAnInteger
        }
        // Negative on the way, since the least integer has no positive twin.
        var value: Int64 = 0
        while at < to {
            let byte = bytes[at]
            at += 1
            guard NumberSyntax.isDigit(byte) else { continue }
            let shifted = value.multipliedReportingOverflow(by: 10)
            let sum = shifted.partialValue.subtractingReportingOverflow(Int64(byte &- 0x30))
            guard !shifted.overflow, !sum.overflow else { return .tooLarge }
            value = sum.partialValue
        }
        if isNegative { return .value(value) }
        return value == .min ? .tooLarge : .value(-value)
    }
}
