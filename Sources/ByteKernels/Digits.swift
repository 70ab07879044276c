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

    /// Lengthens `bytes` by `count` and lets `body` fill the new part.
    @inlinable
    static func append(
        _ count: Int,
        to bytes: inout [UInt8],
        _ body: (UnsafeMutablePointer<UInt8>) -> Void
    ) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: count))
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            unsafe body(base + start)
        }
    }
}
