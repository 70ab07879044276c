/// What to overlook when Danish names are looked up, so that `Århus` finds `Aarhus`.
///
/// Texts are UTF-8; bytes that are not are copied as they are.
@frozen
public struct TextFolding: OptionSet, Sendable {
    /// The options as bits.
    public let rawValue: UInt8

    /// The options of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Capital and small letters are the same, in ASCII and Latin-1 (`Ø`, `É`).
    public static let letterCase = TextFolding(rawValue: 1)
    /// `å` is `aa`, also when it comes as a letter and a ring (U+030A).
    public static let doubleA = TextFolding(rawValue: 2)
    /// Hyphens, dashes and white space are one blank, and none at the ends.
    public static let blanks = TextFolding(rawValue: 4)
    /// `ø` and `ö` are `oe`.
    public static let oe = TextFolding(rawValue: 8)
    /// `æ` and `ä` are `ae`.
    public static let ae = TextFolding(rawValue: 16)

    /// What suits names of places and people: case, `å` and blanks, while `æ` and `ø` stay letters of their own.
    public static let names: TextFolding = [.letterCase, .doubleA, .blanks]

    /// Appends the folded `bytes[from..<to]`.
    public func fold(_ bytes: Span<UInt8>, from: Int, to: Int, into text: inout [UInt8]) {
        let start = text.count
        var isAfterBlank = false
        var at = from
        while at < to {
            let blank = contains(.blanks) ? blankLength(bytes, at, to) : 0
            if blank > 0 {
                isAfterBlank = true
                at += blank
                continue
            }
            if isAfterBlank, text.count > start { text.append(UInt8(ascii: " ")) }
            isAfterBlank = false
            at += foldLetter(bytes, at, to, into: &text, start: start)
        }
    }

    /// The length of the blank or hyphen at `at`, zero if there is none.
    private func blankLength(_ bytes: Span<UInt8>, _ at: Int, _ to: Int) -> Int {
        switch bytes[at] {
        case UInt8(ascii: " "), UInt8(ascii: "-"), 0x09...0x0D: 1
        case 0xC2 where to - at >= 2 && bytes[at + 1] == 0xA0: 2
        // U+2010 to U+2014: hyphens and dashes.
        case 0xE2 where to - at >= 3 && bytes[at + 1] == 0x80 && (0x90...0x94).contains(bytes[at + 2]): 3
        default: 0
        }
    }

    /// Appends the letter at `at` and returns its length.
    private func foldLetter(
        _ bytes: Span<UInt8>,
        _ at: Int,
        _ to: Int,
        into text: inout [UInt8],
        start: Int
    ) -> Int {
        let byte = bytes[at]
        if byte < 0x80 {
            text.append(contains(.letterCase) && byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte)
            return 1
        }
        guard to - at >= 2 else {
            text.append(byte)
            return 1
        }
        let next = bytes[at + 1]
        // A combining ring: with the `a` before it, an `å`.
        if byte == 0xCC, next == 0x8A, contains(.doubleA), text.count > start,
            let last = text.last, last | 0x20 == UInt8(ascii: "a")
        {
            text.append(UInt8(ascii: "a"))
            return 2
        }
        guard byte == 0xC3, (0x80...0xBF).contains(next) else {
            text.append(byte)
            return 1
        }
        foldLatin1(next, into: &text)
        return 2
    }

    /// Appends the letter whose UTF-8 is C3 and `trail`.
    private func foldLatin1(_ trail: UInt8, into text: inout [UInt8]) {
        // A0 to BE are the small letters of 80 to 9E, but for the signs × and ÷ among them.
        let isCapital = trail < 0x9F && trail != 0x97
        let small = isCapital ? trail | 0x20 : trail
        switch small {
        case 0xA5 where contains(.doubleA): append("a", "a", isCapital, to: &text)
        case 0xB8 where contains(.oe), 0xB6 where contains(.oe): append("o", "e", isCapital, to: &text)
        case 0xA6 where contains(.ae), 0xA4 where contains(.ae): append("a", "e", isCapital, to: &text)
        default:
            text.append(0xC3)
            text.append(contains(.letterCase) ? small : trail)
        }
    }

    private func append(_ first: Unicode.Scalar, _ second: Unicode.Scalar, _ isCapital: Bool, to text: inout [UInt8]) {
        let first = UInt8(ascii: first)
        text.append(isCapital && !contains(.letterCase) ? first & 0xDF : first)
        text.append(UInt8(ascii: second))
    }
}
