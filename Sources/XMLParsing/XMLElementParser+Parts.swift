/// Telling handlers of parts of documents, which a `DividedDocument` gives away.
extension XMLElementParser {
    /// A parser for parts.
    package convenience init(
        _ handler: any XMLDividedHandler,
        limits: XMLLimits,
        elements: [String],
        partsAt junction: XMLJunction
    ) throws(XMLFault) {
        self.init(handler, limits: limits, elements: elements)
        handler.isMuted = true
        try parser.begin(partsAt: junction)
        handler.isMuted = false
    }

    /// Whether a part that begins at the junction can be read by this parser, which has read others.
    package func canGoOn(at junction: XMLJunction) -> Bool { parser.canGoOn(at: junction) }

    /// Reads a whole part for the handler that the parser was made with.
    ///
    /// Throws the fault that a parser of the whole document would find there.
    package func read(
        _ part: XMLPart,
        of block: Span<UInt8>,
        for handler: any XMLDividedHandler
    ) throws(XMLFault) {
        try parser.readContent(of: part, in: block, into: &rows)
        if handler.hasEnded { return }
        // To find what is wrong with a torn part is to end it; a tag that is not whole may be told of then.
        handler.isMuted = true
        defer { handler.isMuted = false }
        try parser.checkEnd(of: part)
    }
}
