/// One entry of a field table: where a field begins, and what it is.
@frozen
public struct FieldEntry: Equatable, Sendable {
    /// Bit 31: quoted; bits 30 and 29: the kind; below them the place.
    public var rawValue: UInt32

    /// The bits that hold the place, and so the limit for the size of a block.
    public static let offsetMask: UInt32 = 0x1FFF_FFFF

    /// The bit that says that the field stands in quotes.
    public static let quotedBit: UInt32 = 0x8000_0000

    /// Takes an entry of a table.
    @inlinable
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Makes an entry for a field that begins at `offset`.
    @inlinable
    public init(offset: Int, isQuoted: Bool = false, kind: FieldKind = .text) {
        rawValue =
            (UInt32(truncatingIfNeeded: offset) & 0x1FFF_FFFF) | (isQuoted ? 0x8000_0000 : 0)
            | (UInt32(kind.rawValue) << 29)
    }

    /// The first byte of the field in its block; of a quoted field, the opening quote.
    @inlinable public var offset: Int { Int(rawValue & 0x1FFF_FFFF) }

    /// Whether the field stands in quotes, which its place and length then include.
    @inlinable public var isQuoted: Bool { rawValue & 0x8000_0000 != 0 }

    /// What the reader knows of the field.
    @inlinable public var kind: FieldKind { FieldKind(rawValue: UInt8((rawValue >> 29) & 3)) ?? .text }
}
