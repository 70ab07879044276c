/// How the bytes of a delivered text stand for characters; a stage sees UTF-8 whatever it is.
@frozen
public enum TextEncoding: Sendable {
    /// UTF-8, which is checked when it is copied.
    case utf8
    /// ISO-8859-1, in which every byte is a character.
    case latin1
    /// Windows-1252, in which five bytes are none.
    case windows1252

    /// The place of the first byte that is no text in this encoding.
    public func firstInvalid(in bytes: Span<UInt8>) -> Int? {
        switch self {
        case .utf8: UTF8Check.firstInvalid(in: bytes)
        case .latin1: nil
        case .windows1252: TextEncoding.firstUndefined(in: bytes)
        }
    }

    /// The place of the first of the five bytes that Windows-1252 leaves undefined.
    private static func firstUndefined(in bytes: Span<UInt8>) -> Int? {
        var place = 0
        while true {
            place += UTF8Check.asciiPrefix(of: bytes.extracting(place..<bytes.count))
            guard place < bytes.count else { return nil }
            switch bytes[place] {
            case 0x81, 0x8D, 0x8F, 0x90, 0x9D: return place
            default: place += 1
            }
        }
    }

    /// The byte of a character in an encoding of single bytes; nil if it has none, and for UTF-8 above ASCII.
    public func byte(of character: Unicode.Scalar) -> UInt8? {
        let value = character.value
        if value < 0x80 { return UInt8(value) }
        switch self {
        case .utf8: return nil
        case .latin1: return UInt8(exactly: value)
        case .windows1252:
            if value >= 0xA0, let byte = UInt8(exactly: value) { return byte }
            return (UInt8(0x80)...0x9F).first { UInt32(TextEncoding.windows1252($0)) == value }
        }
    }
}
