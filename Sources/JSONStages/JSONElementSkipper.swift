import ByteKernels

/// Finds the end of an object or array by its brackets, 64 bytes at a time, and may stop and go on anywhere.
///
/// What it passes is not checked: a worker does that when it parses the record.
struct JSONElementSkipper: Sendable {
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    /// The place after the bracket that closes the first one; nil when it lies after `end`, with `end` reached.
    mutating func skip(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var position = start
        while end - position >= 64 {
            let masks = BracketMasks(in: bytes, at: position)
            let strings = stringMask(masks)
            var brackets = (masks.opens | masks.closes) & ~strings
            while brackets != 0 {
                let place = brackets.trailingZeroBitCount
                if masks.closes >> UInt64(place) & 1 == 0 {
                    depth += 1
                } else {
                    depth -= 1
                    if depth <= 0 { return position + place + 1 }
                }
                brackets &= brackets - 1
            }
            position += 64
        }
        while position < end {
            if step(bytes[position]) { return position + 1 }
            position += 1
        }
        return nil
    }

    /// A bit for each byte that lies inside a string; its opening quote counts as inside.
    private mutating func stringMask(_ masks: BracketMasks) -> UInt64 {
        var escaped: UInt64 = isEscaped ? 1 : 0
        isEscaped = false
        var backslashes = masks.backslashes & ~escaped
        while backslashes != 0 {
            let place = UInt64(backslashes.trailingZeroBitCount)
            if place == 63 {
                isEscaped = true
                break
            }
            escaped |= 2 << place
            // The next byte is escaped, so it escapes nothing even if it is a backslash.
            backslashes &= ~(3 << place)
        }
        // Each bit becomes the parity of the quotes up to it.
        var strings = masks.quotes & ~escaped
        strings ^= strings << 1
        strings ^= strings << 2
        strings ^= strings << 4
        strings ^= strings << 8
        strings ^= strings << 16
        strings ^= strings << 32
        if isInString { strings = ~strings }
        isInString = strings >> 63 == 1
        return strings
    }

    /// Takes one byte; true when it closes the first bracket.
    private mutating func step(_ byte: UInt8) -> Bool {
        if isEscaped {
            isEscaped = false
            return false
        }
        switch byte {
        case UInt8(ascii: "\\"): isEscaped = true
        case UInt8(ascii: "\""): isInString.toggle()
        case UInt8(ascii: "{") where !isInString, UInt8(ascii: "[") where !isInString: depth += 1
        case UInt8(ascii: "}") where !isInString, UInt8(ascii: "]") where !isInString:
            depth -= 1
            return depth <= 0
        default: break
        }
        return false
    }
}
