extension Decimal64 {
    /// How many bytes the written number takes.
    @inlinable
    public var length: Int {
        let digits = Digits.count(mantissa.magnitude)
        let shown = scale == 0 ? digits : max(digits, Int(scale) &+ 1) &+ 1
        return mantissa < 0 ? shown &+ 1 : shown
    }

    /// Appends the number, all its decimals and at least one digit before the mark, as in `-0.50`.
    @inlinable
    public func write(into bytes: inout [UInt8], mark: DecimalMark = .point) {
        unsafe Digits.append(length, to: &bytes) { unsafe _ = write(to: $0, mark: mark) }
    }

    /// Writes the number at `buffer` and returns how many bytes it took, at most `maximumLength`.
    ///
    /// Safe when that many bytes may be written at `buffer`.
    @unsafe @inlinable
    public func write(to buffer: UnsafeMutablePointer<UInt8>, mark: DecimalMark = .point) -> Int {
        let length = length
        if mantissa < 0 { unsafe buffer[0] = UInt8(ascii: "-") }
        let sign = mantissa < 0 ? 1 : 0
        let decimals = Int(scale)
        guard decimals > 0 else {
            unsafe Digits.write(mantissa.magnitude, count: length &- sign, before: buffer + length)
            return length
        }
        let whole = unsafe Digits.write(mantissa.magnitude, count: decimals, before: buffer + length)
        let markAt = length &- decimals &- 1
        unsafe buffer[markAt] = mark.rawValue
        unsafe Digits.write(whole, count: markAt &- sign, before: buffer + markAt)
        return length
    }
}
