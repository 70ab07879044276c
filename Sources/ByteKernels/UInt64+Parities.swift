extension UInt64 {
    /// For each bit, whether the number of bits set up to and with it is odd.
    @inlinable
    var parities: UInt64 {
        var bits = self
        bits ^= bits << 1
        bits ^= bits << 2
        bits ^= bits << 4
        bits ^= bits << 8
        bits ^= bits << 16
        bits ^= bits << 32
        return bits
    }
}
