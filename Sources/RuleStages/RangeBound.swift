import ByteKernels
import StageKit

/// One end of a range, exact however many digits it has.
struct RangeBound: Sendable {
    /// In canonical form; of a date the number of its day.
    let digits: [UInt8]
    /// Whether the bound itself belongs to the range.
    let isInclusive: Bool

    /// Reads a bound as values of fields of this type are written; nil when it is none.
    init?(_ text: String, for type: FieldType, isInclusive: Bool) {
        self.isInclusive = isInclusive
        let bytes = Array(text.utf8)
        var digits: [UInt8] = []
        if type == .date {
            guard let day = ISODay.parse(bytes) else { return nil }
            IntegerText.write(day, into: &digits)
        } else {
            guard DecimalText.append(bytes.span, from: 0, to: bytes.count, mark: .point, into: &digits) else {
                return nil
            }
        }
        self.digits = digits
    }

    /// How a number stands to the bound; a power of ten beyond comparing counts as equal.
    func order(of number: [UInt8]) -> NumberOrder { DecimalText.compare(number.span, digits.span) ?? .equal }

    /// The bound counted in units of the last of `scale` decimals.
    func scaled(by scale: Int) -> ScaledBound {
        let isNegative = digits.first == UInt8(ascii: "-")
        let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : []
        let text =
            (parts.first ?? []) + fraction.prefix(scale)
            + repeatElement(UInt8(ascii: "0"), count: max(0, scale - fraction.count))
        let isExact = fraction.dropFirst(scale).allSatisfy { $0 == UInt8(ascii: "0") }
        let bytes = Array(text)
        guard case .value(let whole) = IntegerText.parse(bytes.span, from: 0, to: bytes.count) else {
            return isNegative ? .belowAll : .aboveAll
        }
        guard isNegative, !isExact else { return .floor(whole, isExact: isExact) }
        let floor = whole.subtractingReportingOverflow(1)
        return floor.overflow ? .belowAll : .floor(floor.partialValue, isExact: false)
    }
}

/// A bound among whole numbers of 64 bits.
enum ScaledBound {
    case belowAll
    /// The greatest whole number that is not above the bound.
    case floor(Int64, isExact: Bool)
    case aboveAll
}
