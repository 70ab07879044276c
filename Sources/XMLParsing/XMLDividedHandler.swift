/// A handler whose work others can share, each with some of the children of an element; see `DividedDocument`.
package protocol XMLDividedHandler: XMLElementHandler {
    /// Whether it found something that must be delivered before more is read.
    var hasFound: Bool { get }
    /// Whether it lets by what it is told of: elements around a part, and what follows a fault.
    var isMuted: Bool { get set }
    /// Whether it ended parsing.
    var hasEnded: Bool { get }
    /// The depth of elements whose children other handlers may read, at most.
    var greatestDepth: Int { get }
    /// The local names, in ASCII, of those children of the open element that change what its later children mean; nil
    /// where each of them may.
    var orderedChildren: [[UInt8]]? { get }
    /// Whether another handler may read these bytes, whole children of the open element.
    func mayGiveAway(_ bytes: Span<UInt8>) -> Bool
}
