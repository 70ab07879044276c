import StageKit

/// The tokens of the data part that stand without quotes.
enum PXValue {
    /// Whether a byte ends a token.
    @inline(__always)
    static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == UInt8(ascii: ",")
            || byte == UInt8(ascii: ";")
    }

    /// How a token without quotes is delivered: a number that every format writes the same, or text; nil when it is
    /// neither a number nor a sign.
    @inline(__always)
    static func kind(of bytes: Span<UInt8>, _ range: Range<Int>, symbols: Set<[UInt8]>) -> UInt32? {
        var place = range.lowerBound
        let end = range.upperBound
        if place < end, bytes[place] == UInt8(ascii: "-") { place &+= 1 }
        let first = place
        while place < end, isDigit(bytes[place]) { place &+= 1 }
        if place == end, place > first, bytes[first] != 0x30 || place == first &+ 1 { return RecordTable.number }
        return rareKind(of: bytes, range, symbols: symbols)
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// Numbers with more than digits, numbers that other formats write otherwise (`.5`, `+1`, `007`), and signs.
    @inline(never)
    private static func rareKind(of bytes: Span<UInt8>, _ range: Range<Int>, symbols: Set<[UInt8]>) -> UInt32? {
        var place = range.lowerBound
        let end = range.upperBound
        let hasPlus = bytes[place] == UInt8(ascii: "+")
        if hasPlus || bytes[place] == UInt8(ascii: "-") { place += 1 }
        let whole = digits(bytes, &place, end)
        let isPlain = !hasPlus && whole > 0 && (whole == 1 || bytes[place - whole] != 0x30)
        var decimals: Int?
        if place < end, bytes[place] == UInt8(ascii: ".") {
            place += 1
            decimals = digits(bytes, &place, end)
        }
        var hasExponent = true
        if whole + (decimals ?? 0) > 0, place < end, bytes[place] | 0x20 == UInt8(ascii: "e") {
            place += 1
            if place < end, bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-") { place += 1 }
            hasExponent = digits(bytes, &place, end) > 0
        }
        if place == end, hasExponent, whole + (decimals ?? 0) > 0 {
            return isPlain && decimals != 0 ? RecordTable.number : 0
        }
        return isSign(bytes, range, symbols) ? 0 : nil
    }

    private static func digits(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) -> Int {
        let start = place
        while place < end, isDigit(bytes[place]) { place += 1 }
        return place - start
    }

    /// One to six dots, a dash, or what a DATASYMBOL shows.
    private static func isSign(_ bytes: Span<UInt8>, _ range: Range<Int>, _ symbols: Set<[UInt8]>) -> Bool {
        let text = range.map { bytes[$0] }
        if text.count <= 6, text.allSatisfy({ $0 == UInt8(ascii: ".") }) { return true }
        return text == [UInt8(ascii: "-")] || symbols.contains(text)
    }
}
