/// A place between two markups where any parser can go on that is told what stands before: the elements that are open,
/// and what they gave that records further in may ask for.
package struct XMLJunction: Sendable {
    /// More than this is not handed on: the document would be read for its start tags.
    private static let longestPrefix = 64 << 10

    let encoding: XMLEncoding
    /// The start tags of the open elements with their declarations of namespaces, in UTF-8.
    let prefix: [UInt8]
    let depth: Int
    let outer: XMLOuterValues
    /// The local names of children that belong to the parser before this place, in the encoding of the document: records
    /// behind them may ask for what they hold.
    package let sharedChildren: [[UInt8]]

    /// Nil where such a place would be of no use.
    init?(encoding: XMLEncoding, ancestors: [[UInt8]], outer: XMLOuterValues, sharedChildren: [XMLPath.Name]) {
        guard ancestors.reduce(0, { $0 + $1.count }) <= Self.longestPrefix else { return nil }
        let names = sharedChildren.map(\.local)
        // Names are compared with bytes of the document, so they must look the same there.
        guard encoding.isUTF8 || names.allSatisfy({ $0.allSatisfy { $0 < 0x80 } }) else { return nil }
        self.encoding = encoding
        prefix = Array(ancestors.joined())
        depth = ancestors.count
        self.outer = outer
        self.sharedChildren = names
    }
}
