import ByteKernels

/// Texts of the pipeline file in the encoding of a delivery, to be compared with cells as they were delivered.
struct EncodedText {
    private let encoding: TextEncoding
    /// For encodings of one byte a character: the byte of each character above 127.
    private var bytes: [Unicode.Scalar: UInt8] = [:]

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
        guard encoding != .utf8 else { return }
        for byte in UInt8(0x80)...0xFF {
            var decoded = OutputBuffer()
            guard decoded.appendField([byte].span, 0..<1, encoding: encoding) else { continue }
            if let scalar = String(decoding: decoded.bytes, as: UTF8.self).unicodeScalars.first { bytes[scalar] = byte }
        }
    }

    /// The bytes of a text; nil when it has a character that the encoding lacks, so that no cell can equal it.
    func encode(_ text: String) -> [UInt8]? {
        guard encoding != .utf8 else { return Array(text.utf8) }
        var result: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let byte = scalar.isASCII ? UInt8(scalar.value) : bytes[scalar] else { return nil }
            result.append(byte)
        }
        return result
    }
}
