/// Reads one document, fed in pieces as they come, and hands its elements to a handler: for formats of which the
/// program knows the elements. Safe as `XMLRecordParser` is: no DOCTYPE, no entities, limits on depth and attributes.
package final class XMLEventParser {
    private let adapter: XMLEventAdapter?
    private var feeder = XMLFeeder()
    private var fault: XMLFault?
    private var isFinished = false

    /// - Parameters:
    ///   - elements: the local names of elements that the handler wants by their number.
    ///   - attributes: the names of attributes it wants; with `:` in front those that have a namespace.
    package init(elements: [String], attributes: [String], handler: any XMLEventHandler) {
        adapter = XMLEventAdapter(elements: elements, attributes: attributes, handler: handler)
    }

    /// Reads the next bytes of the document.
    ///
    /// Throws the first fault of the document, and the same one ever after.
    package func feed(_ bytes: Span<UInt8>, isLast: Bool) throws(XMLFault) {
        if let fault { throw fault }
        if isFinished { return }
        do throws(XMLFault) {
            guard let adapter else {
                throw XMLFault(line: 1, byteOffset: 0, reason: .memory, message: "there is not enough memory")
            }
            try feeder.feed(bytes, isLast: isLast, to: adapter)
            if isLast {
                try adapter.finish()
                isFinished = true
            }
        } catch {
            fault = error
            throw error
        }
    }
}
