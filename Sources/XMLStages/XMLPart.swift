import XMLParsing

/// What the ordered half of `read.xml` tells a worker: where the part in `block` stands in its document.
struct XMLPart: Sendable {
    let junction: XMLJunction
    /// The part, in `block`.
    let range: Range<Int>
    /// The place of its first byte in the delivered file.
    let line: UInt32
    let byteOffset: UInt64
}
