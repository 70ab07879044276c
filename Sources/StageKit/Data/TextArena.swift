/// Texts one after another, for building columns and dictionaries.
public struct TextArena {
    /// The texts in UTF-8.
    public private(set) var bytes: [UInt8] = []
    /// Where each text begins; one more entry than there are texts.
    public private(set) var offsets: [UInt32] = [0]

    /// No texts.
    public init() {}

    /// The number of texts.
    public var count: Int { offsets.count - 1 }

    /// Adds a text.
    public mutating func append(_ text: String) {
        bytes += text.utf8
        offsets.append(UInt32(clamping: bytes.count))
    }

    /// Adds a text that `body` appends to the arena.
    public mutating func append(with body: (inout [UInt8]) -> Void) {
        body(&bytes)
        offsets.append(UInt32(clamping: bytes.count))
    }

    /// The texts as a dictionary.
    public func dictionary() -> ValueDictionary { ValueDictionary(bytes: bytes, offsets: offsets) }
}
