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
        unsafe Digits.append(room: Self.maximumLength, to: &bytes) { unsafe write(to: $0, mark: mark) }
    }

    /// Writes the number at `buffer` and returns how many bytes it took, at most `maximumLength`.
    ///
    /// Safe when `maximumLength` bytes may be written at `buffer`: what is behind the number may be overwritten.
    @unsafe @inlinable @inline(__always)
    public func write(to buffer: UnsafeMutablePointer<UInt8>, mark: DecimalMark = .point) -> Int {
        if mantissa.magnitude < Digits.eightDigits, scale < 8 { return unsafe writeEight(to: buffer, mark: mark) }
        return unsafe writeLong(to: buffer, mark: mark)
    }

    /// At most eight digits, with two stores that overlap.
    @unsafe @inlinable @inline(__always)
    func writeEight(to buffer: UnsafeMutablePointer<UInt8>, mark: DecimalMark) -> Int {
        let digits = Digits.eight(mantissa.magnitude)
        let decimals = Int(scale)
        // 0.50 has two digits and shows three.
        let count = max(Digits.count(ofEight: digits), decimals &+ 1)
        let text = (digits | Digits.zeros) &>> UInt64((8 &- count) &* 8)
        let sign = mantissa < 0 ? 1 : 0
        unsafe buffer[0] = UInt8(ascii: "-")
        let start = unsafe buffer + sign
        unsafe Digits.store(text, at: start)
        if decimals == 0 { return sign &+ count }
        let whole = count &- decimals
        unsafe Digits.store(text &>> UInt64(whole &* 8), at: start + whole + 1)
        unsafe start[whole] = mark.rawValue
        return sign &+ count &+ 1
    }

    @unsafe @usableFromInline
    func writeLong(to buffer: UnsafeMutablePointer<UInt8>, mark: DecimalMark) -> Int {
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
