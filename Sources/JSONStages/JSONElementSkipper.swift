import ByteKernels

/// Finds the end of an object or array by its brackets, 64 bytes at a time, and may stop and go on anywhere.
///
/// What it passes is not checked: a worker does that when it parses the record.
struct JSONElementSkipper: Sendable {
    private var depth = 0
    private var strings = JSONStringTracker()

    /// The place after the bracket that closes the first one; nil when it lies after `end`, with `end` reached.
    mutating func skip(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var position = start
        while end - position >= 64 {
            let masks = BracketMasks(in: bytes, at: position)
            let inside = strings.next(quotes: masks.quotes, backslashes: masks.backslashes)
            var brackets = (masks.opens | masks.closes) & ~inside
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

    /// Takes one byte; true when it closes the first bracket.
    private mutating func step(_ byte: UInt8) -> Bool {
        if strings.isEscaped {
            strings.isEscaped = false
            return false
        }
        switch byte {
        case UInt8(ascii: "\\"): strings.isEscaped = true
        case UInt8(ascii: "\""): strings.isInString.toggle()
        case UInt8(ascii: "{") where !strings.isInString, UInt8(ascii: "[") where !strings.isInString: depth += 1
        case UInt8(ascii: "}") where !strings.isInString, UInt8(ascii: "]") where !strings.isInString:
            depth -= 1
            return depth <= 0
        default: break
        }
        return false
    }
}
