/// A start tag: its name, its attributes, its place.
package struct XMLElementStart: Sendable {
    /// An attribute; declarations of namespaces are none.
    package struct Attribute: Sendable {
        /// The number of its name, as in `XMLElementNames`.
        package let name: Int
        /// Where its value stands in `bytes`.
        package let value: Range<Int>
    }

    /// The number of the element's name.
    package internal(set) var name = 0
    /// In the order written.
    package internal(set) var attributes: [Attribute] = []
    /// The values of the attributes, as UTF-8.
    package internal(set) var bytes: [UInt8] = []
    /// Counted from 1 by line feeds; the tag begins there.
    package internal(set) var line: UInt32 = 1
    /// In the delivered file, byte order mark included.
    package internal(set) var byteOffset: UInt64 = 0
    /// What the numbers of names mean; it grows with the document.
    package internal(set) var names = XMLElementNames()
}
