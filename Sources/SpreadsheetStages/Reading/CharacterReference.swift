/// A reference such as `&amp;` or `&#230;` that stands for one character.
struct CharacterReference {
    let character: Unicode.Scalar
    /// The place behind it.
    let end: Int

    private static let longest = 9
    private static let names: [(name: [UInt8], character: Unicode.Scalar)] = [
        (Array("amp".utf8), "&"), (Array("lt".utf8), "<"), (Array("gt".utf8), ">"), (Array("quot".utf8), "\""),
        (Array("apos".utf8), "'"),
    ]

    /// Reads the reference that begins at a place; nil for one that XML does not know, or that is written strangely.
    init?(_ bytes: Span<UInt8>, at start: Int) {
        var end = start &+ 1
        while end < bytes.count, bytes[end] != UInt8(ascii: ";") {
            if end &- start > Self.longest { return nil }
            end &+= 1
        }
        guard end < bytes.count else { return nil }
        let text = bytes.extracting(start &+ 1..<end)
        guard let found = Self.character(text) else { return nil }
        character = found
        self.end = end &+ 1
    }

    private static func character(_ text: Span<UInt8>) -> Unicode.Scalar? {
        guard text.count > 1, text[0] == UInt8(ascii: "#") else {
            for known in names where known.name.count == text.count {
                if known.name.indices.allSatisfy({ known.name[$0] == text[$0] }) { return known.character }
            }
            return nil
        }
        let isHexadecimal = text[1] == UInt8(ascii: "x")
        guard text.count > (isHexadecimal ? 2 : 1) else { return nil }
        var value: UInt32 = 0
        for index in (isHexadecimal ? 2 : 1)..<text.count {
            let byte = text[index]
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte &- 0x30
            case 0x41...0x46 where isHexadecimal: digit = byte &- 0x41 &+ 10
            case 0x61...0x66 where isHexadecimal: digit = byte &- 0x61 &+ 10
            default: return nil
            }
            // Seven digits at most: there is room for them.
            value = value &* (isHexadecimal ? 16 : 10) &+ UInt32(digit)
        }
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: return Unicode.Scalar(value)
        default: return nil
        }
    }
}
