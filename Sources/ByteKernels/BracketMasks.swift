public import CKernels

/// The quotes, backslashes and brackets among 64 bytes of JSON, a bit for each.
@frozen
public struct BracketMasks: Sendable {
    /// Every `"`, whether escaped or not.
    public var quotes: UInt64
    /// Every backslash.
    public var backslashes: UInt64
    /// Every `{` and `[`, whether inside a string or not.
    public var opens: UInt64
    /// Every `}` and `]`, whether inside a string or not.
    public var closes: UInt64

    /// Marks the 64 bytes that begin at `offset`; all 64 must lie inside `bytes`.
    @inlinable @inline(__always)
    public init(in bytes: Span<UInt8>, at offset: Int) {
        precondition(offset >= 0 && bytes.count - offset >= 64)
        let masks = unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return ck_json_masks_t() }
            return unsafe ck_json_masks(base + offset)
        }
        quotes = masks.quotes
        backslashes = masks.backslashes
        opens = masks.opens
        closes = masks.closes
    }
}
