/// An exact decimal number: its digits as delivered, so that 1.10 keeps its two decimals.
///
/// What is lost are leading zeros, a plus, and the sign of a negative zero.
@frozen
public struct Decimal64: Sendable {
    /// All digits as one integer: 110 for 1.10.
    public let mantissa: Int64
    /// How many of the digits stand after the mark, 0 to 18.
    public let scale: UInt8

    /// The most decimals a value can have, and the most significant digits that are read.
    @inlinable public static var maximumDigits: Int { 18 }

    /// The most bytes that `write(to:mark:)` writes.
    @inlinable public static var maximumLength: Int { 21 }

    /// Nil if the scale is above 18.
    @inlinable
    public init?(mantissa: Int64, scale: UInt8) {
        guard scale <= Decimal64.maximumDigits else { return nil }
        self.mantissa = mantissa
        self.scale = scale
    }

    @inlinable
    init(checkedMantissa mantissa: Int64, scale: Int) {
        self.mantissa = mantissa
        self.scale = UInt8(truncatingIfNeeded: scale)
    }

    /// The same number without trailing zeros after the mark.
    public var reduced: Decimal64 {
        var mantissa = mantissa
        var scale = Int(scale)
        while scale > 0, mantissa % 10 == 0 {
            mantissa /= 10
            scale -= 1
        }
        return Decimal64(checkedMantissa: mantissa, scale: scale)
    }
}

extension Decimal64: Comparable, Hashable {
    /// True if both are the same number: 1.1 is 1.10.
    @inlinable
    public static func == (left: Decimal64, right: Decimal64) -> Bool {
        left.scale == right.scale ? left.mantissa == right.mantissa : left.order(to: right) == 0
    }

    /// Compares the numbers exactly.
    @inlinable
    public static func < (left: Decimal64, right: Decimal64) -> Bool {
        left.scale == right.scale ? left.mantissa < right.mantissa : left.order(to: right) < 0
    }

    /// Equal numbers hash alike, whatever their scale.
    public func hash(into hasher: inout Hasher) {
        let reduced = reduced
        hasher.combine(reduced.mantissa)
        hasher.combine(reduced.scale)
    }

    /// Below zero if this number is less than `other`, above if it is greater.
    @usableFromInline
    func order(to other: Decimal64) -> Int {
        guard scale <= other.scale else { return -other.order(to: self) }
        let step = Int64(truncatingIfNeeded: Digits.powerOfTen(Int(other.scale) - Int(scale)))
        let here = mantissa.multipliedFullWidth(by: step)
        let there = (high: other.mantissa >> 63, low: UInt64(bitPattern: other.mantissa))
        if here.high != there.high { return here.high < there.high ? -1 : 1 }
        return here.low == there.low ? 0 : here.low < there.low ? -1 : 1
    }
}

extension Decimal64: CustomStringConvertible {
    /// The number with a decimal point.
    public var description: String {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
