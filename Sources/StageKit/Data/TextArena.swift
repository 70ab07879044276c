public import ByteKernels

/// Texts one after another, for building columns and dictionaries.
public struct TextArena: ~Copyable {
    private var buffer = OutputBuffer()
    /// Where each text begins; one more entry than there are texts.
    public private(set) var offsets: [UInt32] = [0]

    /// No texts.
    public init() {}

    /// The number of texts.
    public var count: Int { offsets.count - 1 }

    /// The texts in UTF-8.
    public var bytes: [UInt8] { buffer.bytes }

    /// Adds a text.
    public mutating func append(_ text: String) {
        buffer.append(text: text)
        offsets.append(UInt32(clamping: buffer.count))
    }

    /// Adds a text that `body` appends to the arena.
    public mutating func append(with body: (inout OutputBuffer) -> Void) {
        body(&buffer)
        offsets.append(UInt32(clamping: buffer.count))
    }

    /// The texts as a dictionary.
    public func dictionary() -> ValueDictionary { ValueDictionary(bytes: bytes, offsets: offsets) }
}
