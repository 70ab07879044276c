/// A fast hash of `bytes[from..<to]`, the same in every run; not for keys that must withstand an attacker.
///
/// The mixing is that of wyhash: 64 × 64 bit products folded to 64 bits.
@inlinable
public func hash64(_ bytes: Span<UInt8>, from: Int, to: Int, seed: UInt64 = 0) -> UInt64 {
    let count = to &- from
    // Multiplied, so that another seed is not like another bit of the last bytes.
    var state = HashMixing.first ^ (seed &* HashMixing.third)
    var a: UInt64 = 0
    var b: UInt64 = 0
    if count > 16 {
        var at = from
        while to &- at > 16 {
            state = HashMixing.fold(
                HashMixing.load8(bytes, at) ^ HashMixing.second,
                HashMixing.load8(bytes, at &+ 8) ^ state
            )
            at &+= 16
        }
        // The last 16 bytes, some of them perhaps for the second time.
        a = HashMixing.load8(bytes, to &- 16)
        b = HashMixing.load8(bytes, to &- 8)
    } else if count > 8 {
        a = HashMixing.load8(bytes, from)
        b = HashMixing.load8(bytes, to &- 8)
    } else {
        a = HashMixing.loadUpTo8(bytes, from, count: count)
    }
    let length = UInt64(truncatingIfNeeded: count)
    let product = (a ^ HashMixing.second).multipliedFullWidth(by: b ^ state)
    return HashMixing.fold(product.low ^ HashMixing.third ^ length, product.high ^ HashMixing.second)
}
