/// Reads the records of one document, fed in pieces as they come; memory does not grow with the document.
package final class XMLRecordParser {
    private let adapter: XMLSAXAdapter?
    private var fault: XMLFault?
    private var isFinished = false
    private var feeder = XMLFeeder()

    /// Any number of parsers may share a plan, and work at the same time.
    package init(_ plan: XMLPlan) {
        adapter = XMLSAXAdapter(plan)
    }

    /// Reads the next bytes of the document and appends the records that end in them to `rows`.
    ///
    /// Throws the first fault of the document, and the same one ever after; the records before it are in `rows`.
    package func feed(_ bytes: Span<UInt8>, isLast: Bool, into rows: inout XMLRows) throws(XMLFault) {
        if let fault { throw fault }
        if isFinished { return }
        do throws(XMLFault) {
            guard let adapter else {
                throw XMLFault(line: 1, byteOffset: 0, reason: .memory, message: "there is not enough memory")
            }
            adapter.lendRows(&rows)
            defer { adapter.takeRows(&rows) }
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

    /// The same for a range of an array.
    package func feed(_ bytes: [UInt8], _ range: Range<Int>, isLast: Bool, into rows: inout XMLRows) throws(XMLFault) {
        try feed(bytes.span.extracting(range), isLast: isLast, into: &rows)
    }
}
