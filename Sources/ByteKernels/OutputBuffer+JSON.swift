import CKernels

/// JSON strings.
extension OutputBuffer {
    /// The bytes for which room is made at once: an escaped one takes six, and a long text is mostly not escaped.
    private static let jsonPiece = 4096

    /// Appends text that is known to be UTF-8 as a JSON string: only `"`, `\` and control characters are escaped.
    public mutating func appendJSONString(_ text: Span<UInt8>) {
        appendJSONString(text, 0..<text.count)
    }

    /// The same for a part of a block, of which up to 16 bytes behind it are read too.
    public mutating func appendJSONString(_ block: Span<UInt8>, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= block.count)
        var place = range.lowerBound
        append(UInt8(ascii: "\""))
        unsafe block.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            while place < range.upperBound {
                let end = min(range.upperBound, place &+ OutputBuffer.jsonPiece)
                _ = unsafe write(room: 6 &* (end &- place) &+ 16) { out in
                    unsafe OutputBuffer.escape(base, place..<end, readable: buffer.count, to: out)
                }
                place = end
            }
        }
        append(UInt8(ascii: "\""))
    }

    /// Copies 16 bytes at a time up to the next one that is escaped, and returns the number of bytes written.
    @inline(__always)
    private static func escape(
        _ base: UnsafePointer<UInt8>,
        _ range: Range<Int>,
        readable: Int,
        to out: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var place = range.lowerBound
        let end = range.upperBound
        var written = 0
        while place < end {
            let left = end &- place
            let within: UInt32 = left >= 16 ? 0xFFFF : (1 &<< UInt32(truncatingIfNeeded: left)) &- 1
            let masks =
                readable &- place >= 16
                ? unsafe ck_copy_json(out + written, base + place)
                : unsafe ck_copy_json_tail(out + written, base + place, Int64(left))
            let stops = masks.special & within
            let copied = stops == 0 ? min(left, 16) : stops.trailingZeroBitCount
            place &+= copied
            written &+= copied
            if stops != 0 {
                written &+= unsafe escape(base[place], to: out + written)
                place &+= 1
            }
        }
        return written
    }

    /// Writes the escape of one byte and returns its length.
    private static func escape(_ byte: UInt8, to out: UnsafeMutablePointer<UInt8>) -> Int {
        unsafe out[0] = UInt8(ascii: "\\")
        let letter: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): letter = byte
        case UInt8(ascii: "\n"): letter = UInt8(ascii: "n")
        case UInt8(ascii: "\t"): letter = UInt8(ascii: "t")
        case UInt8(ascii: "\r"): letter = UInt8(ascii: "r")
        case 0x08: letter = UInt8(ascii: "b")
        case 0x0C: letter = UInt8(ascii: "f")
        default:
            unsafe out[1] = UInt8(ascii: "u")
            unsafe out[2] = UInt8(ascii: "0")
            unsafe out[3] = UInt8(ascii: "0")
            unsafe out[4] = hexDigit(byte >> 4)
            unsafe out[5] = hexDigit(byte & 15)
            return 6
        }
        unsafe out[1] = letter
        return 2
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
    }
}
