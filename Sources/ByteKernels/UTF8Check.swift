import CKernels

/// Whether bytes are UTF-8: 64 at once where characters have one byte or two, else by words and characters.
public enum UTF8Check {
    /// Whether all bytes are below 0x80.
    public static func isASCII(_ bytes: Span<UInt8>) -> Bool {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return true }
            return unsafe skipASCII(base, from: 0, to: buffer.count) == buffer.count
        }
    }

    /// How many of the first bytes are below 0x80.
    public static func asciiPrefix(of bytes: Span<UInt8>) -> Int {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return unsafe skipASCII(base, from: 0, to: buffer.count)
        }
    }

    /// The place of the first byte that no character of UTF-8 begins with or goes on with, as Unicode defines it.
    ///
    /// Overlong forms, surrogates and values above U+10FFFF are invalid; the place is where the character begins.
    public static func firstInvalid(in bytes: Span<UInt8>) -> Int? {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return nil }
            return unsafe firstInvalid(base, from: 0, to: buffer.count)
        }
    }

    /// The same for the bytes from `start` to `end`.
    static func firstInvalid(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int? {
        let place = unsafe firstUnsound(base, from: start, to: end, takesZero: true)
        return place < end ? place : nil
    }

    /// The place of the first byte that no character begins or goes on with, or of the first zero; `end` if there is none.
    @inline(__always)
    static func firstUnsound(
        _ base: UnsafePointer<UInt8>,
        from start: Int,
        to end: Int,
        takesZero: Bool
    ) -> Int {
        var place = start
        while place < end {
            place = unsafe skipPairs(base, from: place, to: end, takesZero: takesZero)
            // A character of three or four bytes, what is wrong, or less than 64 bytes.
            let next = min(place &+ 64, end)
            while place < next {
                if unsafe end &- place >= 8 && isPlainWord(base + place, takesZero: takesZero) {
                    place &+= 8
                    continue
                }
                let first = unsafe base[place]
                if first == 0, !takesZero { return place }
                let length = first < 0x80 ? 1 : unsafe characterLength(base + place, available: end &- place)
                if length == 0 { return place }
                place &+= length
            }
        }
        return end
    }

    /// Whether eight bytes are ASCII, and none is zero where that matters.
    @inline(__always)
    private static func isPlainWord(_ p: UnsafePointer<UInt8>, takesZero: Bool) -> Bool {
        let word = unsafe UnsafeRawPointer(p).loadUnaligned(as: UInt64.self)
        let zeros = takesZero ? 0 : (word &- 0x0101_0101_0101_0101) & ~word
        return (word | zeros) & 0x8080_8080_8080_8080 == 0
    }

    /// Goes on over 64 bytes at once, as long as they are characters of one and two bytes: all that Danish has.
    @inline(__always)
    private static func skipPairs(
        _ base: UnsafePointer<UInt8>,
        from start: Int,
        to end: Int,
        takesZero: Bool
    ) -> Int {
        var place = start
        while end &- place >= 64 {
            let masks = unsafe ck_utf8_masks(base + place)
            guard masks.following == masks.pairs << 1, masks.high == masks.pairs | masks.following,
                takesZero || masks.zeros == 0
            else { break }
            // A character that the 64 bytes cut begins the next ones.
            place &+= 64 &- Int(masks.pairs >> 63)
        }
        return place
    }

    /// The length of the character of two to four bytes at `p`, or zero if there is none.
    ///
    /// The only place that knows what Unicode calls well-formed.
    @inline(__always)
    static func characterLength(_ p: UnsafePointer<UInt8>, available: Int) -> Int {
        let first = unsafe p[0]
        guard unsafe available >= 2 && isContinuation(p[1]) else { return 0 }
        let second = unsafe p[1]
        switch first {
        case 0xC2...0xDF: return 2
        case 0xE0...0xEF:
            guard unsafe available >= 3 && isContinuation(p[2]) else { return 0 }
            if first == 0xE0 && second < 0xA0 { return 0 }
            if first == 0xED && second > 0x9F { return 0 }
            return 3
        case 0xF0...0xF4:
            guard unsafe available >= 4 && isContinuation(p[2]) && isContinuation(p[3]) else { return 0 }
            if first == 0xF0 && second < 0x90 { return 0 }
            if first == 0xF4 && second > 0x8F { return 0 }
            return 4
        default: return 0
        }
    }

    @inline(__always)
    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    /// The place of the first byte from `start` that is not ASCII, or `end`.
    @inline(__always)
    private static func skipASCII(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
        var place = start
        while end - place >= 64 {
            let high = unsafe ck_high_mask(base + place)
            if high != 0 { return place + high.trailingZeroBitCount }
            place += 64
        }
        while end - place >= 8 {
            let word = unsafe UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self)
            let high = UInt64(littleEndian: word) & 0x8080_8080_8080_8080
            if high != 0 { return place + high.trailingZeroBitCount / 8 }
            place += 8
        }
        while unsafe place < end && base[place] < 0x80 { place += 1 }
        return place
    }
}
