/// A text of the metadata in the encoding of the file.
struct PXText: Hashable {
    var bytes: [UInt8]
    /// Where it begins in the metadata.
    var start: Int
    var line: UInt64
    /// Where its first byte is, when they all stand side by side.
    var contentStart: Int?
    /// Where two quotes stand side by side in it, which PX gives no meaning.
    var doubledQuote: Int?

    static func == (one: PXText, other: PXText) -> Bool { one.bytes == other.bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
