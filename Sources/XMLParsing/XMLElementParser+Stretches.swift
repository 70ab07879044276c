/// Reading one document with several parsers of elements, where the reader itself finds what it gives away: one parser reads
/// from the beginning and leaves out stretches of whole elements, which others read from an `XMLJunction` on.
extension XMLElementParser {
    /// Makes junctions possible between the children of elements down to a depth. Called before anything is fed.
    package func keepAncestors(to depth: Int) { parser.adapter?.keepAncestors(upToDepth: depth) }

    /// Whether all that was fed is done with, and content of an element would go on.
    package var isBetweenMarkups: Bool { parser.isBetweenMarkups }

    /// What another parser must know to go on here, where tags can be found as in ASCII; nil where none can.
    package var junction: XMLJunction? { parser.encoding?.unitBytes == 1 ? parser.junction : nil }

    /// The line at which the parser goes on.
    package var line: UInt32 { parser.place.line }

    /// Leaves out bytes that another parser reads from this junction on.
    package func skip(bytes: Int, lineEnds: Int) { parser.skip(bytes: bytes, lineEnds: lineEnds) }

    /// A parser for stretches of documents; the handler is told of the open elements first.
    ///
    /// What bounds the names that it keeps is the size of the stretches: which of them it reads is a matter of chance.
    package convenience init(
        _ handler: any XMLElementHandler,
        elements: [String],
        stretchesAt junction: XMLJunction
    ) throws(XMLFault) {
        var limits = XMLLimits()
        limits.names = .max
        self.init(handler, limits: limits, elements: elements)
        try parser.begin(partsAt: junction)
    }

    /// Begins with a stretch: bytes that stand behind the junction, and begin and end between markups.
    package func beginStretch(at junction: XMLJunction, line: UInt32) throws(XMLFault) {
        let none: [UInt8] = []
        try parser.readContent(of: part(junction, line), in: none.span, into: &rows)
    }

    /// Reads the next bytes of a stretch.
    ///
    /// Throws the fault that a parser of the whole document would find there, as `endStretch` does.
    package func feed(stretch bytes: Span<UInt8>) throws(XMLFault) {
        try parser.feed(bytes, isLast: false, into: &rows)
    }

    /// Whether a stretch could end here.
    package func isWhole(at junction: XMLJunction) -> Bool {
        parser.isBetweenMarkups && parser.depth == junction.depth
    }

    /// Sees to it that a stretch that was read ends as it should. What the handler is told meanwhile is of no account.
    package func endStretch(at junction: XMLJunction) throws(XMLFault) { try parser.checkEnd(of: part(junction, 1)) }

    private func part(_ junction: XMLJunction, _ line: UInt32) -> XMLPart {
        XMLPart(junction: junction, range: 0..<0, line: line, byteOffset: 0, lastTag: nil)
    }
}

extension XMLJunction {
    /// Whether the bytes behind it are UTF-8, ASCII that says so excepted.
    package var isUTF8: Bool { encoding == .utf8 }

    /// Whether an open element declares a prefix.
    package func declares(_ prefix: String) -> Bool {
        let declaration = Array(" xmlns:\(prefix)=".utf8)
        return self.prefix.indices.contains { self.prefix[$0...].starts(with: declaration) }
    }
}
