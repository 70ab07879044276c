/// The parts of the grammar of numbers that integers, decimals and long decimals share.
enum NumberSyntax {
    /// Steps over a sign at `at`; true if it is a minus, as a hyphen or as U+2212.
    static func skipSign(_ bytes: Span<UInt8>, at: inout Int, to: Int, plus: Bool) -> Bool {
        guard at < to else { return false }
        switch bytes[at] {
        case UInt8(ascii: "-"):
            at += 1
            return true
        case UInt8(ascii: "+") where plus:
            at += 1
            return false
        case 0xE2 where to - at >= 3 && bytes[at + 1] == 0x88 && bytes[at + 2] == 0x92:
            at += 3
            return true
        default:
            return false
        }
    }

    /// Where the digits that begin at `from` end, or nil if there are none or they are not grouped by the rule.
    ///
    /// The rule: one to three digits, then groups of exactly three; or no groups at all.
    static func endOfInteger(_ bytes: Span<UInt8>, from: Int, to: Int, groupMark: UInt8?) -> Int? {
        var at = from
        var digits = 0
        var isGrouped = false
        while at < to {
            let byte = bytes[at]
            if isDigit(byte) {
                digits += 1
            } else if byte == groupMark {
                guard isGrouped ? digits == 3 : (1...3).contains(digits) else { return nil }
                isGrouped = true
                digits = 0
            } else {
                break
            }
            at += 1
        }
        return (isGrouped ? digits == 3 : digits > 0) ? at : nil
    }

    /// Where the digits that begin at `from` end; `from` if there are none.
    static func endOfDigits(_ bytes: Span<UInt8>, from: Int, to: Int) -> Int {
        var at = from
        while at < to, isDigit(bytes[at]) { at += 1 }
        return at
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
