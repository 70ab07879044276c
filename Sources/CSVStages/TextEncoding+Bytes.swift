import ByteKernels

extension TextEncoding {
    /// A text of the pipeline file as it stands in a file; nil if the encoding lacks one of its letters.
    func bytes(of text: String) -> [UInt8]? {
        if self == .utf8 { return Array(text.utf8) }
        var bytes: [UInt8] = []
        for character in text.unicodeScalars {
            guard let byte = byte(of: character) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}
