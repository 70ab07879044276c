/// One entry of a field table: where a field begins, and what it is.
@frozen
public struct FieldEntry: Equatable, Sendable {
    /// Bit 31: quoted; bits 30 and 29: the kind; below them the place.
    public var rawValue: UInt32

    /// The bits that hold the place, and so the limit for the size of a block.
    @inlinable public static var offsetMask: UInt32 { 0x1FFF_FFFF }

    /// The bit that says that the field stands in quotes.
    @inlinable public static var quotedBit: UInt32 { 0x8000_0000 }

    /// The bits that hold the kind.
    @inlinable public static var kindMask: UInt32 { 0x6000_0000 }

    /// The bits of a kind in their place.
    @inlinable
    public static func bits(of kind: FieldKind) -> UInt32 { UInt32(kind.rawValue) << 29 }

    /// Takes an entry of a table.
    @inlinable
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Makes an entry for a field that begins at `offset`.
    @inlinable
    public init(offset: Int, isQuoted: Bool = false, kind: FieldKind = .text) {
        rawValue =
            (UInt32(truncatingIfNeeded: offset) & Self.offsetMask) | (isQuoted ? Self.quotedBit : 0)
            | Self.bits(of: kind)
    }

    /// The first byte of the field in its block; of a quoted field, the opening quote.
    @inlinable public var offset: Int { Int(rawValue & Self.offsetMask) }

    /// Whether the field stands in quotes, which its place and length then include.
    @inlinable public var isQuoted: Bool { rawValue & Self.quotedBit != 0 }

    /// What the reader knows of the field.
    @inlinable public var kind: FieldKind { FieldKind(rawValue: UInt8((rawValue >> 29) & 3)) ?? .text }
}
