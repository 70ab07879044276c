import XMLParsing

/// Reads a part of a workbook, fed in pieces as they come, and hands its elements to a handler by the numbers of their
/// names: the program knows them all.
final class PartParser {
    private let translation: Translation
    private let parser: XMLElementParser

    /// - Parameters:
    ///   - elements: the local names of elements that the handler wants by their number.
    ///   - attributes: the names of attributes it wants; with `:` in front those that have a namespace.
    ///   - depth: how deep elements may be between whose children another parser can go on.
    init(elements: [String], attributes: [String], handler: any PartHandler, junctionsTo depth: Int = 0) {
        translation = Translation(elements: elements, attributes: attributes, handler: handler)
        parser = XMLElementParser(translation, elements: elements)
        if depth > 0 { parser.keepAncestors(to: depth) }
    }

    /// A parser for stretches of the part; the handler is told of the open elements first.
    init(
        elements: [String],
        attributes: [String],
        handler: any PartHandler,
        stretchesAt junction: XMLJunction
    ) throws(XMLFault) {
        translation = Translation(elements: elements, attributes: attributes, handler: handler)
        parser = try XMLElementParser(translation, elements: elements, stretchesAt: junction)
    }

    /// Reads the next bytes of the part.
    func feed(_ bytes: [UInt8], count: Int, isLast: Bool) throws(XMLFault) {
        try feed(bytes, 0..<count, isLast: isLast)
    }

    /// The same for a range of the bytes.
    func feed(_ bytes: [UInt8], _ range: Range<Int>, isLast: Bool) throws(XMLFault) {
        try parser.feed(bytes, range, isLast: isLast)
    }

    // MARK: In stretches

    /// Whether all that was fed is done with, and content of an element would go on.
    var isBetweenMarkups: Bool { parser.isBetweenMarkups }
    /// What another parser must know to go on here; nil where none can.
    var junction: XMLJunction? { parser.junction }
    /// The line at which the parser goes on.
    var line: UInt32 { parser.line }
    /// Leaves out a stretch.
    func skip(bytes: Int, lineEnds: Int) { parser.skip(bytes: bytes, lineEnds: lineEnds) }

    /// Whether this parser, which has read other stretches, can read one that begins at the junction.
    func canGoOn(at junction: XMLJunction) -> Bool { parser.canGoOn(at: junction) }

    /// Begins with a stretch.
    func beginStretch(at junction: XMLJunction, line: UInt32) throws(XMLFault) {
        try parser.beginStretch(at: junction, line: line)
    }

    /// Reads the next bytes of a stretch.
    func feed(stretch bytes: Span<UInt8>) throws(XMLFault) { try parser.feed(stretch: bytes) }

    /// Whether a stretch could end here.
    func isWhole(at junction: XMLJunction) -> Bool { parser.isWhole(at: junction) }

    /// Sees to it that a stretch ends as it should.
    func endStretch(at junction: XMLJunction) throws(XMLFault) {
        // A tag that is not whole may be told of when what is wrong with a torn stretch is looked for.
        translation.isMuted = true
        defer { translation.isMuted = false }
        try parser.endStretch(at: junction)
    }

    /// The numbers of a document's names become those of the handler's.
    private final class Translation: XMLElementHandler {
        private let handler: any PartHandler
        private let elements: [String: Int]
        private let attributes: [String: Int]
        /// By the numbers of names in the document: as elements, and as attributes.
        private var known: [(element: Int, attribute: Int)] = []
        /// The elements that are open.
        private var open: [Int] = []
        var isMuted = false

        init(elements: [String], attributes: [String], handler: any PartHandler) {
            self.handler = handler
            self.elements = Dictionary(zip(elements, 0...)) { first, _ in first }
            self.attributes = Dictionary(zip(attributes, 0...)) { first, _ in first }
        }

        func start(_ element: XMLElementStart) -> Bool {
            if isMuted { return true }
            if known.count < element.names.all.count { learn(element.names.all) }
            let name = known[element.name].element
            open.append(name)
            handler.start(name)
            let bytes = element.bytes
            for attribute in element.attributes {
                let name = known[attribute.name].attribute
                if name >= 0 { handler.attribute(name, bytes.span.extracting(attribute.value)) }
            }
            return true
        }

        private func learn(_ names: [XMLElementNames.Name]) {
            for name in names[known.count...] {
                let attribute = (name.namespace.isEmpty ? "" : ":") + name.local
                known.append((elements[name.local] ?? -1, attributes[attribute] ?? -1))
            }
        }

        func text(_ bytes: Span<UInt8>) -> Bool {
            if isMuted { return true }
            handler.text(bytes)
            return true
        }

        func end() -> Bool {
            if isMuted { return true }
            handler.end(open.popLast() ?? -1)
            return true
        }
    }
}
