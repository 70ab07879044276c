/// Follows strings through JSON, 64 bytes at a time: which bytes stand inside them.
@frozen
public struct JSONStringTracker: Sendable {
    /// Whether the next byte stands inside a string.
    public var isInString = false
    /// Whether a backslash stands before the next byte.
    public var isEscaped = false

    /// Begins outside strings.
    @inlinable
    public init() {}

    /// A bit for each of the next 64 bytes that stands inside a string; an opening quote counts as inside.
    /// - Parameters:
    ///   - quotes: every quote among them, whether escaped or not.
    ///   - backslashes: every backslash among them.
    @inlinable @inline(__always)
    public mutating func next(quotes: UInt64, backslashes: UInt64) -> UInt64 {
        var escaped: UInt64 = isEscaped ? 1 : 0
        isEscaped = false
        var backslashes = backslashes & ~escaped
        while backslashes != 0 {
            let place = UInt64(backslashes.trailingZeroBitCount)
            if place == 63 {
                isEscaped = true
                break
            }
            escaped |= 2 << place
            // The next byte is escaped, so it escapes nothing even if it is a backslash.
            backslashes &= ~(3 << place)
        }
        var strings = (quotes & ~escaped).parities
        if isInString { strings = ~strings }
        isInString = strings >> 63 == 1
        return strings
    }
}
