import ByteKernels

/// Writes what a checked value means: text without its escapes, objects and arrays without their white space.
///
/// Each function writes at most as many bytes as it reads; the caller has made room for them. It returns the place
/// after the last byte written.
enum JSONContent {
    /// The character that a backslash and this letter stand for.
    static func character(ofEscape letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// Writes the inside of a string with its escapes resolved.
    static func unescape(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        into target: inout MutableSpan<UInt8>,
        at place: Int
    ) -> Int {
        var place = place
        var position = range.lowerBound
        while position < range.upperBound {
            let stop = JSONBytes.first(UInt8(ascii: "\\"), in: bytes, from: position, to: range.upperBound)
            JSONBytes.copy(bytes, at: position, count: stop - position, into: &target, at: place)
            place += stop - position
            position = stop
            guard position + 1 < range.upperBound else { break }
            if let character = character(ofEscape: bytes[position + 1]) {
                target[place] = character
                place += 1
                position += 2
            } else {
                let scalar = scalar(bytes, &position, range.upperBound)
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    target[place] = byte
                    place += 1
                }
            }
        }
        return place
    }

    /// The character of the `\u` at `position`, or of the two that make a pair.
    private static func scalar(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Unicode.Scalar {
        var value = codeUnit(bytes, position, end)
        position += 6
        if value & 0xFC00 == 0xD800 {
            value = 0x10000 + (value & 0x3FF) << 10 + codeUnit(bytes, position, end) & 0x3FF
            position += 6
        }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    private static func codeUnit(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
        var unit: UInt32 = 0
        for place in start + 2..<start + 6 where place < end {
            unit = unit << 4 | (JSONTokens.hexDigit(bytes[place]) ?? 0)
        }
        return unit
    }

    /// Writes the plain values of an array with a separator between them; a null is an empty text.
    ///
    /// The caller has made room for the separators too.
    static func join(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        separator: Span<UInt8>,
        into target: inout MutableSpan<UInt8>,
        at place: Int
    ) -> Int {
        var place = place
        // The brackets stay out.
        var position = range.lowerBound + 1
        let end = range.upperBound - 1
        while position < end {
            switch bytes[position] {
            case UInt8(ascii: ","):
                JSONBytes.copy(separator, at: 0, count: separator.count, into: &target, at: place)
                place += separator.count
                position += 1
            case UInt8(ascii: "\""):
                let start = position + 1
                position = start
                while position < end, bytes[position] != UInt8(ascii: "\"") {
                    position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
                }
                place = unescape(bytes, start..<min(position, end), into: &target, at: place)
                position += 1
            case UInt8(ascii: "n"):
                position += 4
            case let byte:
                if !JSONTokens.isSpace(byte) {
                    target[place] = byte
                    place += 1
                }
                position += 1
            }
        }
        return place
    }

    /// Writes an object or array as it was delivered, without white space outside its strings.
    static func compact(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        into target: inout MutableSpan<UInt8>,
        at place: Int
    ) -> Int {
        var place = place
        var isInString = false
        var isEscaped = false
        for position in range {
            let byte = bytes[position]
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
            } else if JSONTokens.isSpace(byte) {
                continue
            } else if byte == UInt8(ascii: "\"") {
                isInString = true
            }
            target[place] = byte
            place += 1
        }
        return place
    }
}
