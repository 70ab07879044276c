import ByteKernels
import StageKit

/// Numbers of any length, with the digits that were delivered.
struct NumberNotation: Notation {
    static var type: FieldType { .number }
    static var rules: [Rejection] { [.notANumber] }

    let mark: DecimalMark
    let isGrouped: Bool
    let takesPercent: Bool
    private(set) var wide = WideTexts()

    init(mark: DecimalMark, isGrouped: Bool, takesPercent: Bool) {
        self.mark = mark
        self.isGrouped = isGrouped
        self.takesPercent = takesPercent
    }

    @inline(__always)
    mutating func read(_ bytes: Span<UInt8>, from: Int, to: Int, kind: UInt32, isUTF8: Bool) -> Reading {
        guard kind != RecordTable.number else { return readDelivered(bytes, from: from, to: to) }
        // Outside UTF-8 the bytes of the minus sign U+2212 are three other letters.
        guard from < to, isUTF8 || bytes[from] < 0x80 else { return Reading(fault: 1) }
        let end = takesPercent ? PercentSign.start(bytes, from: from, to: to, isUTF8: isUTF8) : to
        switch Decimal64.parse(bytes, from: from, to: end, mark: mark, grouping: isGrouped) {
        case .value(let number): return Reading(number.mantissa, scale: number.scale)
        case .notANumber: return Reading(fault: 1)
        case .tooLong: return readWide(bytes, from: from, to: end)
        }
    }

    @inline(never)
    private mutating func readWide(_ bytes: Span<UInt8>, from: Int, to: Int) -> Reading {
        let (mark, isGrouped) = (mark, isGrouped)
        return wide.reading { arena in
            _ = DecimalText.append(bytes, from: from, to: to, mark: mark, grouping: isGrouped, into: &arena)
        }
    }

    /// A number of JSON: its mark is the point whatever the sender's texts use, and it may have an exponent.
    private mutating func readDelivered(_ bytes: Span<UInt8>, from: Int, to: Int) -> Reading {
        if case .value(let number) = Decimal64.parse(bytes, from: from, to: to, mark: .point) {
            return Reading(number.mantissa, scale: number.scale)
        }
        return wide.reading { arena in
            if DecimalText.append(bytes, from: from, to: to, mark: .point, into: &arena) { return }
            for at in from..<max(from, to) { arena.append(bytes[at]) }
        }
    }
}

/// The sign at the end of `12,5 %`.
enum PercentSign {
    /// Where a percent sign at the end begins, one blank before it included; `to` when there is none.
    static func start(_ bytes: Span<UInt8>, from: Int, to: Int, isUTF8: Bool) -> Int {
        guard from < to, bytes[to - 1] == UInt8(ascii: "%") else { return to }
        let sign = to - 1
        if sign > from, bytes[sign - 1] == UInt8(ascii: " ") { return sign - 1 }
        if isUTF8, sign - from >= 2, bytes[sign - 2] == 0xC2, bytes[sign - 1] == 0xA0 { return sign - 2 }
        return sign
    }
}
