import ByteKernels
import StageKit

/// Exact numbers of at most 18 digits.
struct DecimalNotation: Notation {
    static var type: FieldType { .decimal }
    static var rules: [Rejection] { [.notADecimal, .tooManyDecimals, .decimalTooLong] }

    let mark: DecimalMark
    let isGrouped: Bool
    /// The most decimals that a number may have.
    let scale: UInt8

    @inline(__always)
    mutating func read(_ bytes: Span<UInt8>, from: Int, to: Int, kind: UInt32, isUTF8: Bool) -> Reading {
        guard from < to, isUTF8 || bytes[from] < 0x80 else { return Reading(fault: 1) }
        let isDelivered = kind == RecordTable.number
        let mark = isDelivered ? .point : mark
        switch Decimal64.parse(bytes, from: from, to: to, mark: mark, grouping: isGrouped && !isDelivered) {
        case .value(let number) where number.scale > scale: return Reading(fault: 2)
        case .value(let number): return Reading(number.mantissa, scale: number.scale)
        case .notANumber: return Reading(fault: 1)
        case .tooLong: return Reading(fault: 3)
        }
    }
}
