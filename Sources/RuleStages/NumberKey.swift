import ByteKernels
import StageKit

/// Numbers as integers without a sign, so that equal numbers are one integer and small ones need few bits.
enum NumberKey {
    /// 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4.
    static func folded(_ value: Int64) -> UInt64 {
        UInt64(bitPattern: value &<< 1) ^ UInt64(bitPattern: value &>> 63)
    }

    /// An even integer that stands for the number; nil when none of 64 bits does. Odd ones number the long numbers.
    static func short(_ numbers: NumberValues, row: Int) -> UInt64? {
        let scale = numbers.scale(row)
        guard scale != Column.wideScale else {
            guard let number = DecimalText.reduced(numbers.text(row).span) else { return nil }
            return short(mantissa: number.mantissa, scale: number.scale)
        }
        return short(mantissa: numbers.integers[row], scale: scale)
    }

    /// The odd integer of long number `code`.
    static func long(_ code: UInt32) -> UInt64 { UInt64(code) << 1 | 1 }

    private static func short(mantissa: Int64, scale: UInt8) -> UInt64? {
        var mantissa = mantissa
        var scale = scale
        while scale > 0, mantissa % 10 == 0 {
            mantissa /= 10
            scale -= 1
        }
        let scales = UInt64(Decimal64.maximumDigits) + 1
        let product = folded(mantissa).multipliedReportingOverflow(by: scales)
        let sum = product.partialValue.addingReportingOverflow(UInt64(scale))
        guard !product.overflow, !sum.overflow, sum.partialValue < 1 << 63 else { return nil }
        return sum.partialValue << 1
    }
}
