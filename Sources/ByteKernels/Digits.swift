/// Writing digits, two at a time, from the last to the first.
@usableFromInline
enum Digits {
    /// Ten to the power of `exponent`, which is at most 19.
    @inlinable
    static func powerOfTen(_ exponent: Int) -> UInt64 {
        switch exponent {
        case 0: 1
        case 1: 10
        case 2: 100
        case 3: 1_000
        case 4: 10_000
        case 5: 100_000
        case 6: 1_000_000
        case 7: 10_000_000
        case 8: 100_000_000
        case 9: 1_000_000_000
        case 10: 10_000_000_000
        case 11: 100_000_000_000
        case 12: 1_000_000_000_000
        case 13: 10_000_000_000_000
        case 14: 100_000_000_000_000
        case 15: 1_000_000_000_000_000
        case 16: 10_000_000_000_000_000
        case 17: 100_000_000_000_000_000
        case 18: 1_000_000_000_000_000_000
        default: 10_000_000_000_000_000_000
        }
    }

    /// How many digits `value` has; zero has one.
    @inlinable
    static func count(_ value: UInt64) -> Int {
        // 1233 / 4096 is a little more than log10(2): the estimate is right or one too low.
        let estimate = ((64 &- (value | 1).leadingZeroBitCount) &* 1233) >> 12
        return estimate &+ (value | 1 >= powerOfTen(estimate) ? 1 : 0)
    }

    /// Writes the last `count` digits of `value` so that they end before `end`; gives back what is left of `value`.
    ///
    /// Safe when the `count` bytes before `end` may be written.
    @unsafe @inlinable @discardableResult
    static func write(_ value: UInt64, count: Int, before end: UnsafeMutablePointer<UInt8>) -> UInt64 {
        var rest = value
        var at = unsafe end
        var left = count
        while left >= 2 {
            let pair = UInt32(truncatingIfNeeded: rest % 100)
            rest /= 100
            // For a number below 100, × 103 >> 10 is a division by ten.
            let tens = (pair &* 103) >> 10
            unsafe at -= 2
            unsafe at[0] = 0x30 &+ UInt8(truncatingIfNeeded: tens)
            unsafe at[1] = 0x30 &+ UInt8(truncatingIfNeeded: pair &- tens &* 10)
            left &-= 2
        }
        if left > 0 {
            unsafe at -= 1
            unsafe at[0] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        return rest
    }

    /// What is below this has at most eight digits, which are made at once: most numbers of most tables.
    @inlinable static var eightDigits: UInt64 { 100_000_000 }

    /// The eight digits of a value below `eightDigits`, zeros first; the lowest byte is the first of them, 0 to 9.
    ///
    /// In steps of four, two and one digit, each for all parts at once: × 10486 >> 20 divides what is below 10,000 by
    /// a hundred, × 103 >> 10 what is below a hundred by ten.
    @inlinable @inline(__always)
    static func eight(_ value: UInt64) -> UInt64 {
        let fours = (value / 10_000) | (value % 10_000) << 32
        let hundreds = ((fours &* 10_486) >> 20) & 0x7F_0000_007F
        let twos = hundreds | (fours &- hundreds &* 100) << 16
        let tens = ((twos &* 103) >> 10) & 0x000F_000F_000F_000F
        return tens | (twos &- tens &* 10) << 8
    }

    /// How many of the eight digits there are without the zeros before them; zero has one.
    @inlinable @inline(__always)
    static func count(ofEight digits: UInt64) -> Int { 8 &- min(digits.trailingZeroBitCount, 56) >> 3 }

    /// Writes eight bytes, the lowest of `bytes` first.
    ///
    /// Safe when eight bytes may be written at `place`.
    @unsafe @inlinable @inline(__always)
    static func store(_ bytes: UInt64, at place: UnsafeMutablePointer<UInt8>) {
        unsafe UnsafeMutableRawPointer(place).storeBytes(of: bytes.littleEndian, as: UInt64.self)
    }

    /// The sign of a digit, in each of eight bytes.
    @inlinable static var zeros: UInt64 { 0x3030_3030_3030_3030 }

    /// Lengthens `bytes` by what `body` writes, which is at most `room` and which it returns.
    @inlinable
    static func append(
        room: Int,
        to bytes: inout [UInt8],
        _ body: (UnsafeMutablePointer<UInt8>) -> Int
    ) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: room))
        let written = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return unsafe body(base + start)
        }
        bytes.removeLast(room - written)
    }
}
