/// Counts the attributes of a start tag that has not ended, going on from where it stopped.
struct XMLAttributeCounter {
    /// A tag of this size cannot have so many attributes that comparing each with each takes long.
    static let harmlessBytes = 32 << 10

    private var tagOffset: UInt64?
    private var seen = 0
    private var attributes = 0
    private var quote: UInt8 = 0

    /// The attributes so far of the tag that begins at `offset`; 0 for what is not a start tag.
    mutating func count(in tag: Span<UInt8>, at offset: UInt64) -> Int {
        if tagOffset != offset {
            self = XMLAttributeCounter()
            tagOffset = offset
        }
        guard tag.count > 1, tag[0] == UInt8(ascii: "<"), tag[1] != UInt8(ascii: "!"), tag[1] != UInt8(ascii: "?")
        else { return 0 }
        for index in min(seen, tag.count)..<tag.count {
            let byte = tag[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "=") {
                attributes += 1
            }
        }
        seen = tag.count
        return attributes
    }
}
