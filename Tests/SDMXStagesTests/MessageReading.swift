import StageKit
import StageTesting
import XMLParsing

@testable import SDMXStages

/// What became of a message: its rows with their lines, the counts, and the fault that ended it; read by one parser from
/// the beginning to the end, or in parts.
struct MessageReading: Equatable {
    private(set) var rows: [String] = []
    private(set) var counts: [String: Int] = [:]
    private(set) var fault: DeliveryFault?
    /// How many parts were given away; not compared.
    private(set) var parts = 0

    static func == (one: MessageReading, other: MessageReading) -> Bool {
        // What is left out of a message that is refused is of no use to anybody.
        one.rows == other.rows && one.fault == other.fault && (one.fault != nil || one.counts == other.counts)
    }

    /// Reads with one parser.
    init(whole bytes: [UInt8], _ plan: SDMXMessagePlan) {
        let handler = plan.makeHandler()
        let parser = XMLElementParser(handler, limits: plan.options.xmlLimits, elements: SDMXMessagePlan.elements)
        do throws(XMLFault) {
            try parser.feed(bytes, 0..<bytes.count, isLast: true)
            fault = handler.fault(after: nil)
        } catch {
            fault = handler.fault(after: error)
        }
        let batch = RecordBatch()
        batch.reset(fieldCount: plan.names.count)
        handler.reader.rows.layOut(into: batch, names: plan.names)
        take(batch)
        counts = handler.reader.counts
    }

    /// Reads as a pipeline does; two parsers work in turn.
    init(parts bytes: [UInt8], _ plan: SDMXMessagePlan, block: Int) throws {
        let source = SDMXMessageSource(plan)
        let workers = (0..<2).map { _ in SDMXPartParser(plan) }
        let input = MemoryInput(bytes)
        let batch = RecordBatch()
        var number = 0
        do {
            while true {
                batch.reset(fieldCount: plan.names.count)
                batch.targetBytes = block
                guard try source.fill(batch, from: input) else { break }
                if batch.context != nil { parts += 1 }
                try workers[number % 2].parse(batch)
                number += 1
                take(batch)
                if let fault = batch.faultBehindRows { throw fault }
            }
        } catch let found as DeliveryFault {
            fault = found
        }
        counts = workers.reduce(source.counts) { $0.merging($1.counts, uniquingKeysWith: +) }
    }

    private mutating func take(_ batch: RecordBatch) {
        for row in 0..<batch.rowCount {
            let values = batch.columns.map { column in
                if column.state(row) == .invalid { return "≠" }
                let cell = batch.cell(of: column, row: row)
                return cell.isAbsent ? "∅" : String(decoding: batch.cellBytes[cell.start..<cell.end], as: UTF8.self)
            }
            rows.append("\(batch.line(ofRow: row))|" + values.joined(separator: "|"))
        }
    }
}
