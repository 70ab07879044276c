import ByteKernels
import StageKit

/// Whole numbers of at most 64 bits.
struct IntegerNotation: Notation {
    static var type: FieldType { .integer }
    static var rules: [Rejection] { [.notAnInteger, .integerTooLarge] }

    /// What may group thousands.
    let grouping: UInt8?

    @inline(__always)
    mutating func read(_ bytes: Span<UInt8>, from: Int, to: Int, kind: UInt32, isUTF8: Bool) -> Reading {
        // Outside UTF-8 the bytes of the minus sign U+2212 are three other letters.
        guard from < to, isUTF8 || bytes[from] < 0x80 else { return Reading(fault: 1) }
        // The point of a JSON number is its decimal mark, whatever groups the sender's texts.
        let grouping = kind == RecordTable.number ? nil : grouping
        switch IntegerText.parse(bytes, from: from, to: to, grouping: grouping) {
        case .value(let value): return Reading(value)
        case .tooLarge: return Reading(fault: 2)
        case .notAnInteger:
            guard isUTF8, grouping == UInt8(ascii: " ") else { return Reading(fault: 1) }
            return readWithHardBlanks(bytes, from: from, to: to)
        }
    }

    /// Reads a number grouped by no-break blanks, U+00A0 or the narrow U+202F.
    @inline(never)
    private func readWithHardBlanks(_ bytes: Span<UInt8>, from: Int, to: Int) -> Reading {
        var plain: [UInt8] = []
        var at = from
        while at < to {
            if bytes[at] == 0xC2, to - at >= 2, bytes[at + 1] == 0xA0 {
                plain.append(UInt8(ascii: " "))
                at += 2
            } else if bytes[at] == 0xE2, to - at >= 3, bytes[at + 1] == 0x80, bytes[at + 2] == 0xAF {
                plain.append(UInt8(ascii: " "))
                at += 3
            } else {
                plain.append(bytes[at])
                at += 1
            }
        }
        switch IntegerText.parse(plain.span, from: 0, to: plain.count, grouping: grouping) {
        case .value(let value): return Reading(value)
        case .tooLarge: return Reading(fault: 2)
        case .notAnInteger: return Reading(fault: 1)
        }
    }
}
