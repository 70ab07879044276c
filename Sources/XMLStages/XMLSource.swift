import StageKit
import XMLParsing

/// The ordered half of `read.xml`: reads the tags around records and hands what is between them to workers.
final class XMLSource: RecordSource {
    private let document: DividedDocument
    private let reading: XMLReading

    var counts: [String: Int] { document.rows.leniencies }

    init(_ reading: XMLReading) {
        self.reading = reading
        document = DividedDocument(reading.plan)
    }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        document.rows.removeAll()
        if let part = try document.next(max(1, batch.targetBytes), into: &batch.block, read: input.read) {
            batch.blockCount = part.range.upperBound
            batch.context = part
            return true
        }
        if document.rows.count == 0 {
            if let fault = document.fault { throw fault.deliveryFault(reading.plan.layout.limits) }
            return false
        }
        document.rows.layOut(into: batch, names: reading.deliveredNames, repeatedValue: reading.repeatedValue)
        return true
    }
}
