import XMLParsing

/// Reads a part of a workbook, fed in pieces as they come, and hands its elements to a handler by the numbers of their
/// names: the program knows them all.
final class PartParser {
    private let translation: Translation
    private let parser: XMLElementParser

    /// - Parameters:
    ///   - elements: the local names of elements that the handler wants by their number.
    ///   - attributes: the names of attributes it wants; with `:` in front those that have a namespace.
    init(elements: [String], attributes: [String], handler: any PartHandler) {
        translation = Translation(elements: elements, attributes: attributes, handler: handler)
        parser = XMLElementParser(translation, elements: elements)
    }

    /// Reads the next bytes of the part.
    func feed(_ bytes: [UInt8], count: Int, isLast: Bool) throws(XMLFault) {
        try parser.feed(bytes, 0..<count, isLast: isLast)
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

        init(elements: [String], attributes: [String], handler: any PartHandler) {
            self.handler = handler
            self.elements = Dictionary(zip(elements, 0...)) { first, _ in first }
            self.attributes = Dictionary(zip(attributes, 0...)) { first, _ in first }
        }

        func start(_ element: XMLElementStart) -> Bool {
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
            handler.text(bytes)
            return true
        }

        func end() -> Bool {
            handler.end(open.popLast() ?? -1)
            return true
        }
    }
}
