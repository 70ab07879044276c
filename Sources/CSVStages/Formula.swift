/// Texts that a spreadsheet takes for a formula when it opens a CSV file.
enum Formula {
    /// Whether a text of UTF-8 must be kept from being computed; plain numbers need not.
    static func isOne(_ text: some Collection<UInt8>) -> Bool {
        guard let first = text.first, mayBegin(first) else { return false }
        if first == 0x09 || first == 0x0A || first == 0x0D { return true }
        // Some programs take blanks off before they look.
        let rest = Array(afterBlanks(text).prefix(3))
        guard let sign = rest.first else { return false }
        if isSign(sign) { return !isNumber(text) }
        // The wide forms of = + - @, U+FF1D, U+FF0B, U+FF0D and U+FF20.
        return rest == [0xEF, 0xBC, 0x9D] || rest == [0xEF, 0xBC, 0x8B] || rest == [0xEF, 0xBC, 0x8D]
            || rest == [0xEF, 0xBC, 0xA0]
    }

    /// Whether a text with this first byte may be a formula: a quick look that most texts pass.
    @inline(__always)
    static func mayBegin(_ byte: UInt8) -> Bool {
        // A blank that does not break begins with C2 in UTF-8, and is A0 in encodings of single bytes.
        byte <= 0x20 || isSign(byte) || byte == 0xEF || byte == 0xC2 || byte == 0xA0
    }

    /// The text without blanks, of which one may not break, and without marks of UTF-8 at its start.
    private static func afterBlanks(_ text: some Collection<UInt8>) -> some Collection<UInt8> {
        let bytes = Array(text)
        var place = 0
        while place < bytes.count {
            if bytes[place] == 0x20 || bytes[place] == 0x09 {
                place += 1
            } else if bytes[place...].starts(with: [0xC2, 0xA0]) {
                place += 2
            } else if bytes[place...].starts(with: [0xEF, 0xBB, 0xBF]) {
                place += 3
            } else {
                break
            }
        }
        return bytes[place...]
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "@")
    }

    /// A sign, digits, at most one mark, perhaps an exponent: `-5`, `+5`, `-1.5e3`, `-0,5`.
    private static func isNumber(_ text: some Collection<UInt8>) -> Bool {
        let bytes = Array(text)
        var place = 0
        func skip(_ signs: String) -> Bool {
            guard place < bytes.count, signs.utf8.contains(bytes[place]) else { return false }
            place += 1
            return true
        }
        func skipDigits() -> Bool {
            let start = place
            while skip("0123456789") {}
            return place > start
        }
        _ = skip("+-")
        guard skipDigits() else { return false }
        if skip(".,"), !skipDigits() { return false }
        if skip("eE") {
            _ = skip("+-")
            guard skipDigits() else { return false }
        }
        return place == bytes.count
    }
}
