/// The sign between the whole part and the fraction of a number; the other of the two may group thousands.
@frozen
public enum DecimalMark: UInt8, Sendable {
    case comma = 0x2C
    case point = 0x2E

    /// The sign that groups thousands where this one is the decimal mark.
    @inlinable public var groupMark: UInt8 { self == .comma ? DecimalMark.point.rawValue : DecimalMark.comma.rawValue }
}
