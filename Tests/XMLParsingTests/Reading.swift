import Foundation

@testable import XMLParsing

/// What became of a document: rows written as `line@offset a|b|∅`, and the fault that ended it.
struct Reading: Equatable {
    var rows: [String] = []
    var places: [String] = []
    var faults: [String] = []
    var fault: XMLFault?

    /// Reads bytes in chunks of this size, or in one.
    init(_ layout: XMLLayout, _ bytes: [UInt8], chunk: Int = .max, drains: Bool = true) throws {
        let parser = XMLRecordParser(try XMLPlan(layout))
        var batch = XMLRows(columns: layout.fields.count)
        var start = 0
        repeat {
            let end = chunk < bytes.count - start ? start + chunk : bytes.count
            do throws(XMLFault) {
                try parser.feed(bytes, start..<end, isLast: end == bytes.count, into: &batch)
            } catch {
                fault = error
            }
            if drains || end == bytes.count || fault != nil {
                take(batch, layout)
                batch.removeAll()
            }
            start = end
        } while start < bytes.count && fault == nil
    }

    init(_ layout: XMLLayout, _ text: String, chunk: Int = .max) throws {
        try self.init(layout, Array(text.utf8), chunk: chunk)
    }

    private mutating func take(_ batch: XMLRows, _ layout: XMLLayout) {
        for fault in batch.faults {
            faults.append("\(rows.count + fault.row) \(layout.fields[fault.column].name) \(fault.rule)")
        }
        for row in 0..<batch.count {
            let values = (0..<batch.columns).map { column in
                batch.value(row: row, column: column).map { String(decoding: $0, as: UTF8.self) } ?? "∅"
            }
            rows.append(values.joined(separator: "|"))
            places.append("\(batch.lines[row])@\(batch.offsets[row])")
        }
    }

    /// `reason line@offset`, the form in which tests name a fault.
    var refusal: String? { fault.map { "\($0.reason.rawValue) \($0.line)@\($0.byteOffset)" } }
}
