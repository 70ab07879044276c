import StageKit
import XMLParsing

/// The ordered half of the reading of SDMX-ML: reads the header, the tags around observations and what they give those
/// behind them, and hands the series and observations of a data set to workers.
///
/// It reads the first observation of each data set itself, which shows the form, and as long as a field was not met all
/// that may have it.
final class SDMXMessageSource: RecordSource {
    private let handler: SDMXMessageHandler
    private let document: DividedDocument
    private let names: [String]

    init(_ plan: SDMXMessagePlan) {
        handler = plan.makeHandler()
        names = plan.names
        document = DividedDocument(handler, limits: plan.options.xmlLimits, elements: SDMXMessagePlan.elements)
    }

    var counts: [String: Int] { handler.reader.counts }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        if let part = try document.next(max(1, batch.targetBytes), into: &batch.block, read: input.read) {
            batch.blockCount = part.range.upperBound
            batch.context = SDMXPart(part: part, place: handler.reader.place)
            handler.reader.skip(toTag: part.lastTag)
            return true
        }
        if handler.reader.rows.count == 0 {
            if let fault = handler.fault(after: document.fault) { throw fault }
            return false
        }
        handler.reader.rows.layOut(into: batch, names: names)
        handler.reader.rows.removeAll()
        return true
    }
}
