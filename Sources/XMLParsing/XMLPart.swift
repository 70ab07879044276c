/// What the ordered half of a reader tells a worker: where the part in its block stands in its document.
package struct XMLPart: Sendable {
    package let junction: XMLJunction
    /// The part, in the block.
    package let range: Range<Int>
    /// The place of its first byte in the delivered file.
    package let line: UInt32
    package let byteOffset: UInt64
    /// The place of the last start tag in it, if it has any; not told of parts with records.
    package let lastTag: (line: UInt32, byteOffset: UInt64)?
}
