import ByteKernels

/// Texts to compare with, byte by byte.
struct TextSet: Sendable {
    private var texts = ByteDictionary()

    init(_ written: [String]) {
        for text in written {
            let bytes = Array(text.utf8)
            _ = try? texts.intern(bytes.span, from: 0, to: bytes.count)
        }
    }

    func contains(_ text: Span<UInt8>) -> Bool { texts.find(text, from: 0, to: text.count) != nil }
}
