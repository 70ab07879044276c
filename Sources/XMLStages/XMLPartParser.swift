import StageKit
import XMLParsing

/// The free half of `read.xml`: reads the parts of a document that stand between the tags of the ordered half.
final class XMLPartParser: RecordParser {
    private let reading: XMLReading
    private var parser: XMLRecordParser?
    private var rows: XMLRows

    var counts: [String: Int] { rows.leniencies }

    init(_ reading: XMLReading) {
        self.reading = reading
        rows = XMLRows(columns: reading.deliveredNames.count)
    }

    func parse(_ batch: RecordBatch) throws {
        // Without a part the ordered half has made the rows.
        guard let part = batch.context as? XMLPart else { return }
        rows.removeAll()
        do throws(XMLFault) {
            let parser = try parser(at: part.junction)
            try parser.read(part, of: batch.block.span, into: &rows)
        } catch {
            batch.faultBehindRows = error.deliveryFault(reading.plan.layout.limits)
        }
        rows.layOut(into: batch, names: reading.deliveredNames, repeatedValue: reading.repeatedValue, part: part)
    }

    /// The parser of the last part where it can go on, else a new one.
    private func parser(at junction: XMLJunction) throws(XMLFault) -> XMLRecordParser {
        if let parser, parser.canGoOn(at: junction) { return parser }
        let new = try XMLRecordParser(reading.plan, partsAt: junction)
        parser = new
        return new
    }
}
