import StageKit
import StageTesting
import XMLParsing

@testable import XMLStages

/// What became of a document: its rows with their places, and the fault that ended it; read by one parser from the
/// beginning to the end, or in parts.
struct PartReading: Equatable {
    private(set) var rows: [String] = []
    private(set) var fault: DeliveryFault?
    /// How many parts were given away; not compared.
    private(set) var parts = 0

    static func == (one: PartReading, other: PartReading) -> Bool {
        one.rows == other.rows && one.fault == other.fault
    }

    /// Reads with one parser.
    init(whole bytes: [UInt8], _ layout: XMLLayout) throws {
        let parser = XMLRecordParser(try XMLPlan(layout))
        var found = XMLRows(columns: layout.fields.count)
        do throws(XMLFault) {
            try parser.feed(bytes.span, isLast: true, into: &found)
        } catch {
            fault = error.deliveryFault(layout.limits)
        }
        for row in 0..<found.count {
            let values = (0..<found.columns).map { column in
                found.faults.contains { $0.row == row && $0.column == column }
                    ? "≠" : found.value(row: row, column: column).map { String(decoding: $0, as: UTF8.self) } ?? "∅"
            }
            rows.append("\(found.lines[row])|" + values.joined(separator: "|"))
        }
    }

    /// Reads as a pipeline does; `parsers` work in turn.
    init(parts bytes: [UInt8], _ layout: XMLLayout, block: Int, parsers: Int = 2) throws {
        let reading = XMLReading(
            plan: try XMLPlan(layout),
            deliveredNames: layout.fields.map(\.path),
            repeatedValue: RuleHandle(index: 0, onFail: .reject)
        )
        let source = XMLSource(reading)
        let workers = (0..<parsers).map { _ in XMLPartParser(reading) }
        let input = MemoryInput(bytes)
        let batch = RecordBatch()
        var number = 0
        do {
            while true {
                batch.reset(fieldCount: layout.fields.count)
                batch.targetBytes = block
                guard try source.fill(batch, from: input) else { return }
                if batch.context != nil { parts += 1 }
                try workers[number % parsers].parse(batch)
                number += 1
                take(batch, bytes)
                if let fault = batch.faultBehindRows { throw fault }
            }
        } catch let found as DeliveryFault {
            fault = found
        }
    }

    private mutating func take(_ batch: RecordBatch, _ bytes: [UInt8]) {
        for row in 0..<batch.rowCount {
            let values = batch.columns.map { column in
                if column.state(row) == .invalid { return "≠" }
                let cell = batch.cell(of: column, row: row)
                return cell.isAbsent ? "∅" : String(decoding: batch.cellBytes[cell.start..<cell.end], as: UTF8.self)
            }
            rows.append("\(batch.line(ofRow: row))|" + values.joined(separator: "|"))
            if let range = batch.recordBytes(row) {
                let text = batch.block[range]
                let start = Int(batch.blockOffset) + range.lowerBound
                if text.first != UInt8(ascii: "<") || text.last != UInt8(ascii: ">")
                    || !text.elementsEqual(bytes[start..<start + range.count])
                {
                    rows.append("the record's bytes are not what was delivered")
                }
            }
        }
    }
}
