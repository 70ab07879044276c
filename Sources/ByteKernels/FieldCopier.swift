import CKernels

/// Copies the text of one field, recoding, unquoting and quoting it on the way, 16 bytes at a time.
///
/// It is made where block and output are borrowed and lives no longer. `out` must have `FieldCopier.room` bytes.
@safe struct FieldCopier {
    /// What a CSV writer must do with a byte that has a meaning in its dialect.
    enum Style {
        /// There are no such bytes: the text goes to an arena.
        case content
        /// Stop: the field needs quotes.
        case plain
        /// Double it if it is a quote.
        case quoting
    }

    enum Outcome {
        /// The text is there; it ends before this place of the output.
        case done(Int)
        case needsQuotes
        case invalid
    }

    let base: UnsafePointer<UInt8>
    /// The bytes that may be read from `base`, the padding of the block included.
    let readable: Int
    let out: UnsafeMutablePointer<UInt8>
    let encoding: TextEncoding
    /// UTF-8 is checked; text that comes from a stage need not be.
    let isChecked: Bool
    let delimiter: UInt8
    let quote: UInt8

    @inline(__always)
    init(
        base: UnsafePointer<UInt8>,
        readable: Int,
        out: UnsafeMutablePointer<UInt8>,
        encoding: TextEncoding,
        isChecked: Bool = true,
        delimiter: UInt8 = 0,
        quote: UInt8 = 0
    ) {
        unsafe self.base = unsafe base
        self.readable = readable
        unsafe self.out = unsafe out
        self.encoding = encoding
        self.isChecked = isChecked
        self.delimiter = delimiter
        self.quote = quote
    }

    /// The bytes that a field of `length` bytes may need: one of Windows-1252 can become three, and the last copy
    /// of 16 may go too far.
    @inline(__always)
    static func room(_ length: Int) -> Int { 3 * length + 32 }

    /// Writes a field of a delimited file and returns its length; nil if the bytes are no text.
    @inline(__always)
    func copyCSV(_ range: Range<Int>, sourceQuote: UInt8?, always: Bool, quoteIfEmpty: Bool) -> Int? {
        if always { return copyInQuotes(range, sourceQuote: sourceQuote) }
        switch copyContent(range, sourceQuote: sourceQuote, style: .plain) {
        case .done(let end): return end == 0 && quoteIfEmpty ? copyInQuotes(range, sourceQuote: sourceQuote) : end
        case .needsQuotes: return copyInQuotes(range, sourceQuote: sourceQuote)
        case .invalid: return nil
        }
    }

    @inline(never)
    private func copyInQuotes(_ range: Range<Int>, sourceQuote: UInt8?) -> Int? {
        unsafe out[0] = quote
        let outcome =
            sourceQuote.map { copyPieces(range, sourceQuote: $0, style: .quoting, at: 1) }
            ?? copy(range.lowerBound, range.upperBound, style: .quoting, at: 1)
        guard case .done(let end) = outcome else { return nil }
        unsafe out[end] = quote
        return end + 1
    }

    /// Copies what the field says: all of its bytes, or what stands in its quotes if it has a source quote.
    @inline(__always)
    func copyContent(_ range: Range<Int>, sourceQuote: UInt8?, style: Style) -> Outcome {
        guard let sourceQuote else { return copy(range.lowerBound, range.upperBound, style: style, at: 0) }
        // Nearly always there is nothing between the quotes that means something.
        if unsafe sourceQuote == quote && range.count >= 2 && base[range.upperBound &- 1] == quote {
            let inner = copy(range.lowerBound &+ 1, range.upperBound &- 1, style: .plain, at: 0)
            if case .needsQuotes = inner {} else { return inner }
            if style == .plain { return .needsQuotes }
        }
        return copyPieces(range, sourceQuote: sourceQuote, style: style, at: 0)
    }

    /// Copies a field in quotes piece by piece: a piece ends with the first of two quotes, or before a single one.
    @inline(never)
    private func copyPieces(_ range: Range<Int>, sourceQuote: UInt8, style: Style, at first: Int) -> Outcome {
        let end = range.upperBound
        var place = min(range.lowerBound + 1, end)
        var written = first
        while place < end {
            let found = unsafe place + Int(ck_find_byte(base + place, sourceQuote, Int64(end - place)))
            let isDoubled = unsafe found + 1 < end && base[found + 1] == sourceQuote
            let outcome = copy(place, isDoubled ? found + 1 : found, style: style, at: written)
            guard case .done(let pieceEnd) = outcome else { return outcome }
            written = pieceEnd
            // After a single quote the field is no longer quoted; a lenient reader keeps what follows as it is.
            if !isDoubled { return copy(min(found + 1, end), end, style: style, at: written) }
            place = found + 2
        }
        return .done(written)
    }

    /// Copies bytes that have no meaning in the source.
    @inline(__always)
    private func copy(_ start: Int, _ end: Int, style: Style, at first: Int) -> Outcome {
        let stopsAtSpecial: UInt32 = style == .content ? 0 : 0xFFFF
        let stopsAtHigh: UInt32 = encoding == .utf8 ? 0 : 0xFFFF
        let mark = style == .quoting ? quote : delimiter
        var place = start
        var written = first
        var high: UInt32 = 0
        while place < end {
            let left = end &- place
            let within: UInt32 = left >= 16 ? 0xFFFF : (1 &<< UInt32(truncatingIfNeeded: left)) &- 1
            let masks =
                readable &- place >= 16
                ? unsafe ck_copy_csv(out + written, base + place, mark, quote)
                : unsafe ck_copy_csv_tail(out + written, base + place, Int64(left), mark, quote)
            high |= masks.high & within
            let stops = ((masks.special & stopsAtSpecial) | (masks.high & stopsAtHigh)) & within
            if stops == 0 {
                let copied = min(left, 16)
                place &+= copied
                written &+= copied
                continue
            }
            if style == .plain && masks.special & within != 0 { return .needsQuotes }
            let copied = stops.trailingZeroBitCount
            place &+= copied
            written &+= copied
            let byte = unsafe base[place]
            place &+= 1
            if byte >= 0x80 {
                let length = unsafe encoding.recode(byte, to: out + written)
                guard length > 0 else { return .invalid }
                written &+= length
            } else {
                unsafe out[written] = byte
                written &+= 1
                if byte == quote {
                    unsafe out[written] = byte
                    written &+= 1
                }
            }
        }
        if unsafe encoding == .utf8 && isChecked && high != 0
            && UTF8Check.firstInvalid(base, from: start, to: end) != nil
        {
            return .invalid
        }
        return .done(written)
    }
}

extension TextEncoding {
    /// Writes the character of a byte above 0x7F and returns its length, which is zero if there is no character.
    @inline(__always)
    fileprivate func recode(_ byte: UInt8, to out: UnsafeMutablePointer<UInt8>) -> Int {
        var scalar = UInt16(byte)
        if byte < 0xA0 && self == .windows1252 { scalar = TextEncoding.windows1252(byte) }
        if scalar < 0x800 {
            unsafe out[0] = 0xC0 | UInt8(truncatingIfNeeded: scalar >> 6)
            unsafe out[1] = 0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F)
            return scalar == 0 ? 0 : 2
        }
        unsafe out[0] = 0xE0 | UInt8(truncatingIfNeeded: scalar >> 12)
        unsafe out[1] = 0x80 | UInt8(truncatingIfNeeded: (scalar >> 6) & 0x3F)
        unsafe out[2] = 0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F)
        return 3
    }

    /// The characters of Windows-1252 from 0x80 to 0x9F; zero for the five bytes that are none.
    static func windows1252(_ byte: UInt8) -> UInt16 {
        switch byte {
        case 0x80: 0x20AC
        case 0x82: 0x201A
        case 0x83: 0x0192
        case 0x84: 0x201E
        case 0x85: 0x2026
        case 0x86: 0x2020
        case 0x87: 0x2021
        case 0x88: 0x02C6
        case 0x89: 0x2030
        case 0x8A: 0x0160
        case 0x8B: 0x2039
        case 0x8C: 0x0152
        case 0x8E: 0x017D
        case 0x91: 0x2018
        case 0x92: 0x2019
        case 0x93: 0x201C
        case 0x94: 0x201D
        case 0x95: 0x2022
        case 0x96: 0x2013
        case 0x97: 0x2014
        case 0x98: 0x02DC
        case 0x99: 0x2122
        case 0x9A: 0x0161
        case 0x9B: 0x203A
        case 0x9C: 0x0153
        case 0x9E: 0x017E
        case 0x9F: 0x0178
        default: 0
        }
    }
}
