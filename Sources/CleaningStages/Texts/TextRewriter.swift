import ByteKernels

/// What a stage does with one text.
protocol TextRewriter: Sendable {
    /// Whether a value as delivered may have to change or be turned down: a quick look that spares whole columns the
    /// work. Quotes around the value are left out; those doubled inside are not.
    func mayChange(_ bytes: Span<UInt8>, from: Int, to: Int, encoding: TextEncoding) -> Bool

    /// Appends what the UTF-8 text `bytes[range]` becomes, when it changes.
    func rewrite(_ bytes: [UInt8], _ range: Range<Int>, into result: inout OutputBuffer) -> TextVerdict
}

/// What becomes of a text.
enum TextVerdict {
    case unchanged
    case changed
    /// The value becomes missing.
    case missing
    /// The value breaks the rule of the stage.
    case broken
}
