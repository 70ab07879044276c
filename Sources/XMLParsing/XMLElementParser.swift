/// Tells a handler of the elements of one document, fed in pieces as they come; memory does not grow with the document.
///
/// As safe as the parser of records, which does the work: the same encodings, limits, places and faults.
package final class XMLElementParser {
    let parser: XMLRecordParser
    /// No record is asked for.
    var rows = XMLRows(columns: 0)

    /// - Parameter elements: names of elements that messages may mention; others may be pieces of values.
    package init(_ handler: any XMLElementHandler, limits: XMLLimits = XMLLimits(), elements: [String] = []) {
        parser = XMLRecordParser(XMLPlan(mentioning: elements, limits: limits), handler)
    }

    /// Reads the next bytes of the document.
    ///
    /// Throws the first fault of the document, and the same one ever after; a handler that ended parsing has found
    /// something before any fault that might follow.
    package func feed(_ bytes: [UInt8], _ range: Range<Int>, isLast: Bool) throws(XMLFault) {
        try parser.feed(bytes, range, isLast: isLast, into: &rows)
    }
}
