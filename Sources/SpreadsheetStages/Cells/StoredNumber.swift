/// A number as a workbook stores it: decimal digits that stand for a binary number.
///
/// Writers put down what they like: `1.0`, `1.0E7`, `4.9000000000000004` for 4.9. Here it becomes plain digits: with no
/// zeros at the end of the decimals, no exponent, and no more digits than tell the stored number from its neighbours.
struct StoredNumber: Equatable {
    var isNegative = false
    /// Without zeros at either end; empty for 0.
    var digits: [UInt8] = []
    /// The place of the mark: 0 is before the first digit.
    var point = 0

    /// Texts of so many digits and fewer mean themselves: no binary number has another shortest form.
    private static let certainDigits = 15
    /// Beyond that an exponent is kept.
    private static let plainPlaces = -20...40

    /// Nil for what is no number.
    init?(_ text: Span<UInt8>) { self.init(text, mayRound: true) }

    private init?(_ text: Span<UInt8>, mayRound: Bool) {
        var index = 0
        var end = text.count
        while index < end, text[index] <= 0x20 { index &+= 1 }
        while end > index, text[end &- 1] <= 0x20 { end &-= 1 }
        let start = index
        if index < end, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
            isNegative = text[index] == UInt8(ascii: "-")
            index &+= 1
        }
        var hasDigits = false
        var hasMark = false
        while index < end {
            let byte = text[index]
            let digit = byte &- 0x30
            if digit <= 9 {
                hasDigits = true
                if !hasMark { point &+= 1 }
                if digits.isEmpty, digit == 0 { point &-= 1 } else { digits.append(byte) }
            } else if byte == UInt8(ascii: "."), !hasMark {
                hasMark = true
            } else {
                break
            }
            index &+= 1
        }
        guard hasDigits else { return nil }
        let hasExponent = index < end
        if hasExponent {
            guard text[index] | 0x20 == UInt8(ascii: "e"),
                let exponent = Self.exponent(text.extracting(index + 1..<end))
            else { return nil }
            point += exponent
        }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.isEmpty {
            point = 0
            isNegative = false
        }
        // A whole number of many digits is an identifier: it stays as it was written.
        if mayRound, digits.count > Self.certainDigits, digits.count <= 17, hasExponent || digits.count > point {
            round(text.extracting(start..<end))
        }
    }

    /// Takes the shortest digits that mean the same binary number.
    private mutating func round(_ text: Span<UInt8>) {
        guard let value = Double(text.attributeText), value.isFinite, value != 0 else { return }
        let shortest = Array("\(value)".utf8)
        guard let rounded = StoredNumber(shortest.span, mayRound: false), rounded.digits.count < digits.count else {
            return
        }
        self = rounded
    }

    private static func exponent(_ text: Span<UInt8>) -> Int? {
        var index = 0
        var isNegative = false
        if text.count > 0, text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
            isNegative = text[0] == UInt8(ascii: "-")
            index = 1
        }
        guard text.count > index, let size = text.extracting(index..<text.count).attributeNumber, size <= 400 else {
            return nil
        }
        return isNegative ? -size : size
    }

    /// Appends the plain digits, or those with an exponent where the zeros would be too many.
    func write(to bytes: inout [UInt8]) {
        if isNegative { bytes.append(UInt8(ascii: "-")) }
        if digits.isEmpty {
            bytes.append(UInt8(ascii: "0"))
        } else if !Self.plainPlaces.contains(point) {
            bytes.append(digits[0])
            if digits.count > 1 { bytes.append(UInt8(ascii: ".")) }
            bytes += digits.dropFirst()
            bytes += "E\(point - 1)".utf8
        } else if point <= 0 {
            bytes += [UInt8(ascii: "0"), UInt8(ascii: ".")]
            bytes += repeatElement(UInt8(ascii: "0"), count: -point)
            bytes += digits
        } else {
            bytes += digits.prefix(point)
            if point > digits.count { bytes += repeatElement(UInt8(ascii: "0"), count: point - digits.count) }
            if digits.count > point {
                bytes.append(UInt8(ascii: "."))
                bytes += digits[point...]
            }
        }
    }

    /// Whether a text is in that form already, as most are: nothing but some digits, and a mark with digits around it.
    static func isPlain(_ text: Span<UInt8>) -> Bool {
        var index = 0
        if text.count > 0, text[0] == UInt8(ascii: "-") { index = 1 }
        let first = index
        while index < text.count, text[index] &- 0x30 <= 9 { index &+= 1 }
        guard index > first, text.count - first <= certainDigits + 1 else { return false }
        if text[first] == UInt8(ascii: "0"), index > first + 1 || index == text.count && first > 0 { return false }
        if index == text.count { return true }
        guard text[index] == UInt8(ascii: "."), index + 1 < text.count else { return false }
        index &+= 1
        while index < text.count, text[index] &- 0x30 <= 9 { index &+= 1 }
        return index == text.count && text[index &- 1] != UInt8(ascii: "0") && text.count - first <= certainDigits + 1
    }
}
