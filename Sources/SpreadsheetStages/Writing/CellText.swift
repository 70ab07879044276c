import ByteKernels

/// Texts as they stand in the XML of a sheet.
enum CellText {
    /// The most units of UTF-16 that Excel has in a cell.
    static let mostUnits = 32_767

    enum Failure: Error {
        case tooLong
        /// A zero byte, which no cell can hold.
        case zero
    }

    /// Appends a text; what XML cannot hold or would change is written `_x000D_`.
    static func append(_ text: Span<UInt8>, to buffer: inout OutputBuffer) throws(Failure) {
        var units = 0
        var start = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            // Continuation bytes count nothing, characters of four bytes twice.
            if byte & 0xC0 != 0x80 { units &+= byte >= 0xF0 ? 2 : 1 }
            guard let replacement = try replacement(text, at: index) else {
                index &+= 1
                continue
            }
            buffer.append(text.extracting(start..<index))
            buffer.append(text: replacement.text)
            index &+= replacement.length
            start = index
        }
        buffer.append(text.extracting(start..<text.count))
        if units > mostUnits { throw .tooLong }
    }

    @inline(__always)
    private static func replacement(
        _ text: Span<UInt8>,
        at index: Int
    ) throws(Failure) -> (text: String, length: Int)? {
        switch text[index] {
        case UInt8(ascii: "&"): return ("&amp;", 1)
        case UInt8(ascii: "<"): return ("&lt;", 1)
        case UInt8(ascii: ">"): return ("&gt;", 1)
        case UInt8(ascii: "_"): return isEscape(text, at: index) ? ("_x005F_", 1) : nil
        case 0: throw .zero
        case 0x09, 0x0A: return nil
        case 0x01...0x1F: return (escape(UInt32(text[index])), 1)
        // U+FFFE and U+FFFF are no letters of XML.
        case 0xEF where index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE:
            return (escape(text[index + 2] == 0xBE ? 0xFFFE : 0xFFFF), 3)
        default: return nil
        }
    }

    private static func escape(_ unit: UInt32) -> String {
        let digits = String(unit, radix: 16, uppercase: true)
        return "_x" + String(repeating: "0", count: 4 - digits.utf8.count) + digits + "_"
    }

    /// Whether the text says by chance what would be read as an escape.
    private static func isEscape(_ text: Span<UInt8>, at index: Int) -> Bool {
        guard index + 6 < text.count, text[index + 1] == UInt8(ascii: "x"), text[index + 6] == UInt8(ascii: "_") else {
            return false
        }
        for place in index + 2..<index + 6 {
            let byte = text[place]
            let isDigit = byte &- 0x30 <= 9 || (byte | 0x20) &- 0x61 <= 5
            guard isDigit else { return false }
        }
        return true
    }
}
