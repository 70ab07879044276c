import ByteKernels
import StageKit

/// Both ends of a range, made ready to judge a mantissa by two comparisons of integers.
struct RangeBounds: Sendable {
    /// The mantissas of one scale that are within the range; others have a closer look.
    struct Limits: Sendable {
        var low = Int64.min
        var high = Int64.max
        /// Lets every number have the closer look.
        static let none = Limits(low: .max, high: .min)
    }

    let lower: RangeBound?
    let upper: RangeBound?
    /// By scale; the scales that no mantissa has are there so that no row needs to ask.
    private(set) var limits: [Limits]

    init(lower: RangeBound?, upper: RangeBound?) {
        self.lower = lower
        self.upper = upper
        limits = Array(repeating: .none, count: 256)
        for scale in 0...Decimal64.maximumDigits { limits[scale] = Self.limits(lower, upper, scale: scale) }
    }

    /// Whether no number lies between the ends.
    var isReversed: Bool {
        guard let lower, let upper else { return false }
        switch lower.order(of: upper.digits) {
        case .less: return true
        case .equal: return !(lower.isInclusive && upper.isInclusive)
        case .greater: return false
        }
    }

    private static func limits(_ lower: RangeBound?, _ upper: RangeBound?, scale: Int) -> Limits {
        var limits = Limits()
        switch lower?.scaled(by: scale) {
        case nil, .belowAll: break
        case .aboveAll: return .none
        case .floor(let floor, let isExact):
            let next = floor.addingReportingOverflow(1)
            if isExact, lower?.isInclusive == true {
                limits.low = floor
            } else if next.overflow {
                return .none
            } else {
                limits.low = next.partialValue
            }
        }
        switch upper?.scaled(by: scale) {
        case nil, .aboveAll: break
        case .belowAll: return .none
        case .floor(let floor, let isExact):
            let previous = floor.subtractingReportingOverflow(1)
            if !isExact || upper?.isInclusive == true {
                limits.high = floor
            } else if previous.overflow {
                return .none
            } else {
                limits.high = previous.partialValue
            }
        }
        return limits
    }

    /// Where a number stands: below the range, in it or above it.
    func side(of number: [UInt8]) -> NumberOrder {
        if let lower {
            let order = lower.order(of: number)
            if order == .less || order == .equal && !lower.isInclusive { return .less }
        }
        if let upper {
            let order = upper.order(of: number)
            if order == .greater || order == .equal && !upper.isInclusive { return .greater }
        }
        return .equal
    }
}
