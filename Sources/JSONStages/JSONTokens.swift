import ByteKernels

/// The strict grammar of RFC 8259 for single tokens: each function starts at a token and leaves `position` after it.
enum JSONTokens {
    @inline(__always)
    static func skipSpace(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) {
        while position < end, isSpace(bytes[position]) { position += 1 }
    }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte <= 0x20 && (byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09)
    }

    static func beginsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "-"), 0x30...0x39,
            UInt8(ascii: "t"),
            UInt8(ascii: "f"), UInt8(ascii: "n"):
            true
        default: false
        }
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10
    }

    /// Passes a string from the byte after its opening quote to the one after its closing quote; tells if it has
    /// escapes.
    @inline(__always)
    static func string(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) throws(JSONFault) -> Bool {
        position += JSONBytes.plainRun(in: bytes, from: position, to: end)
        if position < end, bytes[position] == UInt8(ascii: "\"") {
            position += 1
            return false
        }
        return try unusualString(bytes, &position, end)
    }

    /// The rest of a string that has more than plain ASCII in it.
    @inline(never)
    private static func unusualString(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int
    ) throws(JSONFault) -> Bool {
        var hasEscapes = false
        while position < end {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return hasEscapes
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try escape(bytes, &position, end)
            case 0x80...:
                position += try utf8Length(bytes, position, end)
            case ..<0x20:
                throw JSONFault(.controlCharacter, at: position)
            default:
                position += JSONBytes.plainRun(in: bytes, from: position, to: end)
            }
        }
        throw JSONFault(.incomplete, at: end)
    }

    /// Passes one escape, or the two that make a surrogate pair.
    private static func escape(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) throws(JSONFault) {
        let start = position
        guard start + 1 < end else { throw JSONFault(.incomplete, at: end) }
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            let unit = try codeUnit(bytes, start, end)
            position += 6
            guard unit & 0xF800 == 0xD800 else { return }
            guard unit < 0xDC00, position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            else { throw JSONFault(.surrogate, at: start) }
            guard try codeUnit(bytes, position, end) & 0xFC00 == 0xDC00 else {
                throw JSONFault(.surrogate, at: start)
            }
            position += 6
        default:
            throw JSONFault(.escape, at: start)
        }
    }

    /// The four hexadecimal digits of the `\u` at `start`.
    private static func codeUnit(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(JSONFault) -> UInt32 {
        var unit: UInt32 = 0
        for place in start + 2..<start + 6 {
            guard place < end else { throw JSONFault(.incomplete, at: end) }
            guard let digit = hexDigit(bytes[place]) else { throw JSONFault(.escape, at: start) }
            unit = unit << 4 | digit
        }
        return unit
    }

    static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x37)
        case 0x61...0x66: UInt32(byte - 0x57)
        default: nil
        }
    }

    /// What must follow the first byte of a character above ASCII: how many bytes, and the range of the first of them.
    ///
    /// The ranges keep out longer forms than needed, surrogates, and what lies above U+10FFFF.
    static func utf8Rest(after lead: UInt8) -> (count: Int, low: UInt8, high: UInt8)? {
        switch lead {
        case 0xC2...0xDF: (1, 0x80, 0xBF)
        case 0xE0: (2, 0xA0, 0xBF)
        case 0xED: (2, 0x80, 0x9F)
        case 0xE1...0xEF: (2, 0x80, 0xBF)
        case 0xF0: (3, 0x90, 0xBF)
        case 0xF1...0xF3: (3, 0x80, 0xBF)
        case 0xF4: (3, 0x80, 0x8F)
        default: nil
        }
    }

    private static func utf8Length(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(JSONFault) -> Int {
        guard let rest = utf8Rest(after: bytes[start]), end - start > rest.count,
            (rest.low...rest.high).contains(bytes[start + 1])
        else { throw JSONFault(.utf8, at: start) }
        for place in 1..<rest.count where bytes[start + 1 + place] & 0xC0 != 0x80 {
            throw JSONFault(.utf8, at: start)
        }
        return rest.count + 1
    }

    /// Passes a number, which must be followed by something that ends it.
    @inline(__always)
    static func number(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) throws(JSONFault) {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let isZero = position < end && bytes[position] == UInt8(ascii: "0")
        try digits(bytes, &position, isZero ? position + 1 : end, start, end)
        if position < end, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits(bytes, &position, end, start, end)
        }
        if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < end, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits(bytes, &position, end, start, end)
        }
        if position < end, !endsNumber(bytes[position]) { throw numberFault(bytes, position, start, end) }
    }

    /// Passes one digit or more, at most up to `limit`.
    @inline(__always)
    private static func digits(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ limit: Int,
        _ start: Int,
        _ end: Int
    ) throws(JSONFault) {
        let first = position
        while position < limit, isDigit(bytes[position]) { position += 1 }
        if position == first { throw numberFault(bytes, position, start, end) }
    }

    /// The fault of a number that goes wrong at `place`; only a character that looks like part of it leaves its end
    /// plain.
    private static func numberFault(_ bytes: Span<UInt8>, _ place: Int, _ start: Int, _ end: Int) -> JSONFault {
        guard place < end else { return JSONFault(.incomplete, at: end) }
        switch bytes[place] {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: return JSONFault(.number, at: start)
        case let byte where endsNumber(byte): return JSONFault(.number, at: start)
        default: return JSONFault(.syntax, at: place)
        }
    }

    @inline(__always)
    private static func endsNumber(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") || isSpace(byte)
    }

    /// Passes `true`, `false` or `null`.
    @inline(__always)
    static func literal(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) throws(JSONFault) {
        let isWord =
            switch bytes[position] {
            case UInt8(ascii: "t"): has(bytes, position + 1, "r", "u", "e", end)
            case UInt8(ascii: "n"): has(bytes, position + 1, "u", "l", "l", end)
            case UInt8(ascii: "f"):
                has(bytes, position + 2, "l", "s", "e", end) && has(bytes, position + 1, "a", "l", "s", end)
            default: false
            }
        guard isWord else { throw wrongToken(bytes, position, end) }
        position += bytes[position] == UInt8(ascii: "f") ? 5 : 4
    }

    @inline(__always)
    private static func has(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ one: Unicode.Scalar,
        _ two: Unicode.Scalar,
        _ three: Unicode.Scalar,
        _ end: Int
    ) -> Bool {
        end - start >= 3 && bytes[start] == UInt8(ascii: one) && bytes[start + 1] == UInt8(ascii: two)
            && bytes[start + 2] == UInt8(ascii: three)
    }

    /// The fault of a token that JSON does not have; `NaN` and `+1` are meant as numbers and their ends are plain.
    static func wrongToken(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> JSONFault {
        var stop = start
        while stop < end, !endsNumber(bytes[stop]), stop - start < 32 { stop += 1 }
        let word = (start..<stop).map { bytes[$0] }
        let isSigned = word.first == UInt8(ascii: "+") || word.first == UInt8(ascii: ".")
        let isNumber = isSigned || word.elementsEqual("NaN".utf8) || word.elementsEqual("Infinity".utf8)
        return JSONFault(isNumber ? .number : .syntax, at: start)
    }
}
