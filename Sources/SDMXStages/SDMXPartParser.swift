import StageKit
import XMLParsing

/// The free half of the reading of SDMX-ML: makes rows of whole children of data sets and series.
final class SDMXPartParser: RecordParser {
    private let plan: SDMXMessagePlan
    private var handler: SDMXMessageHandler
    private var parser: XMLElementParser?
    /// The counts of the handlers before.
    private var earlierCounts: [String: Int] = [:]

    var counts: [String: Int] { earlierCounts.merging(handler.reader.counts, uniquingKeysWith: +) }

    init(_ plan: SDMXMessagePlan) {
        self.plan = plan
        handler = plan.makeHandler()
    }

    func parse(_ batch: RecordBatch) throws {
        // Without a part the ordered half has made the rows.
        guard let part = batch.context as? SDMXPart else { return }
        do throws(XMLFault) {
            let parser = try parser(at: part.part.junction)
            handler.reader.go(to: part.place)
            try parser.read(part.part, of: batch.block.span, for: handler)
            batch.faultBehindRows = handler.fault(after: nil)
        } catch {
            batch.faultBehindRows = handler.fault(after: error)
        }
        handler.reader.rows.layOut(into: batch, names: plan.names)
        handler.reader.rows.removeAll()
    }

    /// The parser of the last part where it can go on, else a new one.
    private func parser(at junction: XMLJunction) throws(XMLFault) -> XMLElementParser {
        if let parser, parser.canGoOn(at: junction) { return parser }
        // What is known of names is known by their numbers, which are the parser's.
        earlierCounts = counts
        handler = plan.makeHandler()
        let new = try XMLElementParser(
            handler,
            limits: plan.options.xmlLimits,
            elements: SDMXMessagePlan.elements,
            partsAt: junction
        )
        parser = new
        return new
    }
}
