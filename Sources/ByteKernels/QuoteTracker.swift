/// Follows quotes through a block, 64 bytes at a time: which quotes count, and which bytes stand inside them.
///
/// A quote opens at the start of a field and closes when it comes next. One that follows a closing quote at once opens
/// again: this is the doubled quote, and seen so it needs no look at the byte that comes after. Every other
/// quote is stray and changes nothing.
struct QuoteTracker {
    /// All bits set if the byte before the next word is inside quotes, else zero.
    private(set) var inside: UInt64 = 0

    /// The place after the last quote that counted, if that was the last byte of a word.
    private var afterQuote = -1

    private let delimiter: UInt8
    private let comment: UInt8?

    init(_ dialect: CSVDialect) {
        delimiter = dialect.delimiter
        comment = dialect.comment
    }

    /// Returns the quotes that count, and for each byte of the word whether it is inside quotes.
    ///
    /// `lineStart` is the place after the last line end outside quotes before this word.
    @inline(__always)
    mutating func advance(
        quotes: UInt64,
        delimiters: UInt64,
        newlines: UInt64,
        word: Int,
        lineStart: Int,
        base: UnsafePointer<UInt8>
    ) -> (counting: UInt64, inside: UInt64) {
        var counting = quotes
        var insideBits = quotes.parities ^ inside
        // If every quote that parity takes for an opening one may open, parity is right.
        let opening = quotes & insideBits
        let startsField: UInt64 = unsafe beginsField(word, base: base) || afterQuote == word ? 1 : 0
        let mayOpen = ((delimiters | newlines | quotes) << 1) | startsField
        if opening & ~mayOpen != 0 || comment != nil {
            counting = unsafe countingQuotes(
                among: quotes,
                newlines: newlines,
                word: word,
                lineStart: lineStart,
                base: base
            )
            insideBits = counting.parities ^ inside
        }
        afterQuote = counting >> 63 != 0 ? word + 64 : -1
        inside = 0 &- (insideBits >> 63)
        return (counting, insideBits)
    }

    /// Goes from quote to quote: the way for words with stray quotes, and for files that may have comments.
    @inline(never)
    private func countingQuotes(
        among quotes: UInt64,
        newlines: UInt64,
        word: Int,
        lineStart: Int,
        base: UnsafePointer<UInt8>
    ) -> UInt64 {
        var rest = quotes
        var counting: UInt64 = 0
        var isInside = inside != 0
        var reopens = afterQuote
        var outside: UInt64 = ~0
        var lineStart = lineStart
        while rest != 0 {
            let bit = rest & (0 &- rest)
            let place = word + rest.trailingZeroBitCount
            rest ^= bit
            if isInside {
                isInside = false
                counting |= bit
                reopens = place + 1
                outside = ~(bit - 1)
                continue
            }
            let lineEnds = newlines & outside & (bit - 1)
            if lineEnds != 0 { lineStart = word + 64 - lineEnds.leadingZeroBitCount }
            let isComment = unsafe base[lineStart] == comment
            if unsafe place == reopens || (!isComment && beginsField(place, base: base)) {
                counting |= bit
                isInside = true
            }
        }
        return counting
    }

    /// Whether a field begins at `place`, provided that the byte before it is outside quotes.
    @inline(__always)
    private func beginsField(_ place: Int, base: UnsafePointer<UInt8>) -> Bool {
        guard place > 0 else { return true }
        let before = unsafe base[place - 1]
        return before == delimiter || before == UInt8(ascii: "\n")
    }
}
