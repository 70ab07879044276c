import ByteKernels

/// Turns lines of UTF-8 into the encoding of a file.
struct CSVEncoding: Sendable {
    /// Nil for UTF-8, which stays as it is.
    let target: TextEncoding?

    init(_ encoding: CSVWriter.Encoding) {
        switch encoding {
        case .utf8: target = nil
        case .latin1: target = .latin1
        case .windows1252: target = .windows1252
        }
    }

    /// Appends text of UTF-8 to a file; false if the encoding lacks one of its letters.
    func append(_ text: Span<UInt8>, to buffer: inout OutputBuffer) -> Bool {
        guard let target else {
            buffer.append(text)
            return true
        }
        var place = 0
        while place < text.count {
            let plain = UTF8Check.asciiPrefix(of: text.extracting(place..<text.count))
            buffer.append(text.extracting(place..<place + plain))
            place += plain
            guard place < text.count else { break }
            let first = UInt32(text[place])
            let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            guard place + length <= text.count else { return false }
            var value = length == 2 ? first & 0x1F : length == 3 ? first & 0x0F : first & 0x07
            for next in 1..<length { value = value << 6 | UInt32(text[place + next] & 0x3F) }
            guard let character = Unicode.Scalar(value), let byte = target.byte(of: character) else { return false }
            buffer.append(byte)
            place += length
        }
        return true
    }

    /// A text in the encoding of the file.
    func recoded(_ text: [UInt8]) -> [UInt8]? {
        var buffer = OutputBuffer()
        return append(text.span, to: &buffer) ? buffer.bytes : nil
    }
}
