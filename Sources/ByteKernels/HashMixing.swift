/// The parts that hashes and hash tables share.
@usableFromInline
enum HashMixing {
    // Numbers without a pattern: the fractions of the square roots of 2, 3 and 5, the first made odd.
    @inlinable static var first: UInt64 { 0x6A09_E667_F3BC_C909 }
    @inlinable static var second: UInt64 { 0xBB67_AE85_84CA_A73B }
    @inlinable static var third: UInt64 { 0x3C6E_F372_FE94_F82B }

    /// The two halves of the product, one laid over the other.
    @inlinable @inline(__always)
    static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    @inlinable @inline(__always)
    static func hash(_ key: UInt64) -> UInt64 { fold(key ^ first, second) }

    @inlinable @inline(__always)
    static func hash(_ high: UInt64, _ low: UInt64) -> UInt64 { fold(fold(high ^ first, second) ^ low, third) }

    // Both loads check their bounds; any bytes are an integer.
    @inlinable @inline(__always)
    static func load8(_ bytes: Span<UInt8>, _ at: Int) -> UInt64 {
        UInt64(littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
    }

    /// The `count` bytes, at most eight, with zeros above. One load where eight bytes are there, which is nearly always.
    @inlinable @inline(__always)
    static func loadUpTo8(_ bytes: Span<UInt8>, _ at: Int, count: Int) -> UInt64 {
        guard count > 0 else { return 0 }
        if bytes.count &- at >= 8 { return load8(bytes, at) & (~0 >> UInt64(truncatingIfNeeded: 64 &- 8 &* count)) }
        var word: UInt64 = 0
        for index in 0..<count { word |= UInt64(bytes[at &+ index]) << UInt64(truncatingIfNeeded: 8 &* index) }
        return word
    }
    /// The slots of an open-addressing table that is to hold `count` keys: a power of two, at most three quarters used.
    @inlinable
    static func slots(for count: Int) -> Int {
        // The count is a hint: a wild one must not overflow.
        let wanted = min(max(count, 12), 1 << 40)
        let least = wanted &+ wanted / 3 &+ 1
        return 1 << (Int.bitWidth &- (least &- 1).leadingZeroBitCount)
    }
}
