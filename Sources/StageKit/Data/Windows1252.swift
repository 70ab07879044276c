/// The letters that Windows-1252 has where ISO-8859-1 has control characters.
///
/// Source: Microsoft, code page 1252, as registered with Unicode (CP1252.TXT).
enum Windows1252 {
    private static let letters: [Unicode.Scalar?] = [
        "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
        nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
    ]

    /// The UTF-8 of a byte from 0x80 on. Readers refuse the five bytes that stand for nothing.
    static func utf8(of byte: UInt8) -> [UInt8] {
        let scalar = byte < 0xa0 ? letters[Int(byte & 0x1f)] : Unicode.Scalar(byte)
        return Array(String(Character(scalar ?? "\u{fffd}")).utf8)
    }
}
