import StageKit

/// The letters that the bytes from 80 on stand for in an encoding of single bytes.
struct LetterTable {
    let encoding: FileEncoding
    /// 128 letters.
    let letters: [Unicode.Scalar]

    init?(_ encoding: FileEncoding) {
        self.encoding = encoding
        switch encoding {
        case .latin1: letters = (UInt8(0x80)...0xFF).map { Unicode.Scalar($0) }
        case .windows1252:
            letters = Self.windowsLetters + (UInt8(0xA0)...0xFF).map { Unicode.Scalar($0) }
        default:
            guard let upper = encoding.upperLetters, upper.count == 128 else { return nil }
            letters = upper
        }
    }

    /// The text in UTF-8.
    func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let texts = letters.map { Array(String($0).utf8) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 16)
        for byte in bytes {
            if byte < 0x80 { result.append(byte) } else { result.append(contentsOf: texts[Int(byte) - 0x80]) }
        }
        return result
    }

    // The five bytes that mean nothing stand for themselves.
    private static let windowsLetters = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars
    )
}
