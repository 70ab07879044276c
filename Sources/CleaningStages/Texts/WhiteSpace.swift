/// The white space of UTF-8 text, and signs of no width that stand at the ends of values unseen.
enum WhiteSpace {
    /// What stands at a place of a text.
    enum Kind {
        case none
        /// A blank, tab or line end, narrow and no-break blanks included.
        case blank
        /// U+200B, U+2060 and U+FEFF, the byte order mark.
        case invisible
    }

    /// What begins at `bytes[at]`, and how many bytes it has.
    @inline(__always)
    static func sign(_ bytes: Span<UInt8>, _ at: Int, _ to: Int) -> (kind: Kind, length: Int) {
        let byte = bytes[at]
        if byte < 0x80 { return byte == 0x20 || byte &- 0x09 < 5 ? (.blank, 1) : (.none, 1) }
        switch byte {
        case 0xC2 where to &- at >= 2:
            return bytes[at &+ 1] == 0xA0 || bytes[at &+ 1] == 0x85 ? (.blank, 2) : (.none, 2)
        case 0xE1, 0xE2, 0xE3, 0xEF: return to &- at >= 3 ? longSign(byte, bytes[at &+ 1], bytes[at &+ 2]) : (.none, 1)
        default: return (.none, 1)
        }
    }

    private static func longSign(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> (kind: Kind, length: Int) {
        switch (first, second, third) {
        // U+2000 to U+200A, U+2028, U+2029, U+202F; U+205F, U+1680, U+3000.
        case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF): (.blank, 3)
        case (0xE2, 0x81, 0x9F), (0xE1, 0x9A, 0x80), (0xE3, 0x80, 0x80): (.blank, 3)
        case (0xE2, 0x80, 0x8B), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF): (.invisible, 3)
        default: (.none, 3)
        }
    }

    /// The length of the white space or invisible sign that ends at `to`, zero if there is none.
    @inline(__always)
    static func lengthBefore(_ bytes: Span<UInt8>, _ to: Int, from: Int) -> Int {
        guard to > from else { return 0 }
        let last = bytes[to &- 1]
        if last < 0x80 { return last == 0x20 || last &- 0x09 < 5 ? 1 : 0 }
        // UTF-8 is cut nowhere else: what looks like the start of a sign is one.
        for length in 2...3 where to &- from >= length {
            let sign = sign(bytes, to &- length, to)
            if sign.kind != .none, sign.length == length { return length }
        }
        return 0
    }

    /// `range` without what is unseen at its ends.
    @inline(__always)
    static func trimmed(_ bytes: Span<UInt8>, from: Int, to: Int) -> Range<Int> {
        var start = from
        var end = to
        while start < end {
            let sign = sign(bytes, start, end)
            if sign.kind == .none { break }
            start &+= sign.length
        }
        while end > start {
            let length = lengthBefore(bytes, end, from: start)
            if length == 0 { break }
            end &-= length
        }
        return start..<end
    }
}
