public import CKernels

/// The places of one byte value among 64 bytes, a bit for each.
@frozen
public struct ByteMask: Equatable, Sendable {
    /// Bit 0 is the first of the 64 bytes.
    public var bits: UInt64

    /// Compares the 64 bytes that begin at `offset` with `byte`.
    ///
    /// All 64 must lie inside `bytes`: blocks carry padding so that their last bytes can be read this way.
    @inlinable @inline(__always)
    public init(of byte: UInt8, in bytes: Span<UInt8>, at offset: Int) {
        precondition(offset >= 0 && bytes.count - offset >= 64)
        bits = unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return unsafe ck_equal_mask(base + offset, byte)
        }
    }
}
