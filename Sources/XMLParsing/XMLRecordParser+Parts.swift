/// Reading one document with several parsers: one reads from the beginning and leaves out the content of some elements,
/// which others read that are told of the place by an `XMLJunction`.
extension XMLRecordParser {
    /// How a document can be read.
    package enum Division: Equatable {
        /// More bytes are needed.
        case undecided
        /// From its beginning to its end alone.
        case none
        /// Tags look as they do in ASCII; a byte order mark of some bytes comes first.
        case byTags(markBytes: Int)
    }

    /// Settles how the document is read, by its first bytes and before it is fed; when it is by tags, then without the
    /// byte order mark.
    ///
    /// - Parameter greatestDepth: the depth of elements whose children other parsers may read.
    package func divide(documentBeginning head: [UInt8], isLast: Bool, greatestDepth: Int = .max) -> Division {
        // What is wrong with the encoding is for the parser to say.
        if head.isEmpty { return isLast ? .none : .undecided }
        guard let finding = try? XMLEncoding.detect(head, isLast: isLast) else { return .none }
        switch finding {
        case .undecided: return isLast ? .none : .undecided
        case .found(let encoding, let markBytes):
            guard let adapter, encoding.unitBytes == 1 else { return .none }
            settle(encoding, markBytes: markBytes, adapter)
            adapter.keepAncestors(upToDepth: greatestDepth)
            return .byTags(markBytes: markBytes)
        }
    }

    /// No other parser will read parts: there need not be a junction any more.
    package func forgetAncestors() { adapter?.forgetAncestors() }

    /// How many elements are open.
    package var depth: Int { adapter?.depth ?? 0 }
    /// Whether the root element has begun.
    package var hasRoot: Bool { adapter?.hasRoot ?? false }
    /// Whether all that was fed is done with, and content of an element would go on.
    package var isBetweenMarkups: Bool { held.isEmpty && head.isEmpty && adapter?.isBetweenMarkups == true }

    /// The line and the byte of the delivered file at which the parser goes on.
    package var place: (line: UInt32, byteOffset: UInt64) { adapter?.end ?? (1, 0) }

    /// What another parser must know to go on here, in the content of an element; nil where none can.
    package var junction: XMLJunction? {
        guard let adapter, let encoding, isBetweenMarkups else { return nil }
        if let known = knownJunction, known.tagCount == adapter.tagCount { return known.junction }
        let found = adapter.junction(encoding)
        knownJunction = (adapter.tagCount, found)
        return found
    }

    /// Leaves out bytes that another parser reads from this junction on.
    package func skip(bytes: Int, lineEnds: Int) {
        guard let adapter else { return }
        let place = adapter.end
        adapter.jump(
            toLine: UInt64(place.line) &+ UInt64(lineEnds),
            offset: place.byteOffset &+ UInt64(bytes)
        )
    }

    /// A parser for parts of documents.
    package convenience init(_ plan: XMLPlan, partsAt junction: XMLJunction) throws(XMLFault) {
        self.init(plan)
        try begin(partsAt: junction)
    }

    func begin(partsAt junction: XMLJunction) throws(XMLFault) {
        guard let adapter else { return }
        settle(junction.encoding, markBytes: 0, adapter)
        try adapter.feed(junction.prefix.span)
        partPrefix = junction.prefix
    }

    /// Whether a part that begins at the junction can be read by this parser, which has read others.
    package func canGoOn(at junction: XMLJunction) -> Bool {
        guard let adapter, fault == nil, encoding == junction.encoding, partPrefix == junction.prefix else {
            return false
        }
        // libxml2 never forgets a name.
        return adapter.nameCount < Self.mostNames && adapter.depth == junction.depth && isBetweenMarkups
    }

    private static var mostNames: Int { 2_000 }

    /// Reads a whole part: bytes that stand behind the junction, and begin and end between markups.
    ///
    /// Throws the fault that a parser of the whole document would find there.
    package func read(_ part: XMLPart, of block: Span<UInt8>, into rows: inout XMLRows) throws(XMLFault) {
        try readContent(of: part, in: block, into: &rows)
        try checkEnd(of: part)
    }

    func readContent(of part: XMLPart, in block: Span<UInt8>, into rows: inout XMLRows) throws(XMLFault) {
        adapter?.take(part.junction.outer)
        adapter?.jump(toLine: UInt64(part.line), offset: part.byteOffset)
        try feed(block.extracting(part.range), isLast: false, into: &rows)
    }

    func checkEnd(of part: XMLPart) throws(XMLFault) {
        guard let adapter, !isBetweenMarkups || adapter.depth != part.junction.depth else { return }
        let found = adapter.faultOfTornPart()
        fault = found
        throw found
    }
}
