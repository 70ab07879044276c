import ByteKernels
import StageKit

/// The free half of the reading of SDMX-CSV: cells are set free of their quotes and laid out in the order of the fields.
final class SDMXTableParser: RecordParser {
    private let names: [String]
    private var layout: Layout

    init(_ plan: SDMXTablePlan) {
        names = plan.names
        layout = Layout(
            options: plan.options,
            rows: SDMXRows(columns: plan.fields.count),
            record: SDMXTableRecord(delimiter: plan.options.delimiter)
        )
    }

    func parse(_ batch: RecordBatch) throws {
        guard let part = batch.context as? SDMXTablePart else { return }
        let block = batch.block
        do throws(DeliveryFault) {
            try layout.read(block.span.extracting(0..<batch.blockCount), part)
        } catch {
            batch.faultBehindRows = error
        }
        layout.rows.layOut(into: batch, names: names)
        layout.rows.removeAll()
    }
}

/// The work on one part, as a value: a class would look at each access to its properties.
private struct Layout {
    let options: SDMXTableOptions
    var rows: SDMXRows
    var record: SDMXTableRecord

    mutating func read(_ bytes: Span<UInt8>, _ part: SDMXTablePart) throws(DeliveryFault) {
        record.removeAll()
        var place = SDMXTablePlace(line: part.line, offset: part.offset)
        var start = 0
        while try record.next(bytes, &start, bytes.count, isLast: part.isLast, options, at: place) {
            guard !rows.isFull(adding: record.bytes.count + rows.columns) else { throw SDMXFault.batch() }
            layOutRow(part, at: place)
            place.pass(record)
            record.removeAll()
        }
        // Without the end of a record there was one that is too long.
        if record.byteCount > 0 { throw place.tooLong(options.maxRecord) }
    }

    private mutating func layOutRow(_ part: SDMXTablePart, at place: SDMXTablePlace) {
        if record.cells.count != part.header.concepts.count { rows.fault(options.cells, column: nil) }
        if let action = part.header.action, action < record.cells.count {
            let cell = record.cells[action]
            if cell.count > 0, record.bytes[cell.start] | 0x20 == UInt8(ascii: "d") {
                rows.fault(options.deleted, column: nil)
            }
        }
        for place in part.cells {
            guard place < record.cells.count else {
                rows.appendAbsent()
                continue
            }
            var cell = record.cells[place]
            // An empty cell means that there is no value.
            if cell.count == 0, !cell.isQuoted {
                rows.appendAbsent()
            } else {
                if options.labels != .none { takePart(of: &cell) }
                rows.append(record.bytes, from: cell.start, count: cell.count)
            }
        }
        rows.endRow(line: place.line, offset: place.offset)
    }

    /// Narrows `DK: Danmark` to its code or its label; a text whose beginning is no code stays whole.
    private func takePart(of cell: inout SDMXTableRecord.Cell) {
        var length = 0
        while length < cell.count, record.bytes[cell.start + length].isOfCode { length += 1 }
        guard length > 0, length + 1 < cell.count, record.bytes[cell.start + length] == UInt8(ascii: ":"),
            record.bytes[cell.start + length + 1] == UInt8(ascii: " ")
        else { return }
        if options.labels == .code {
            cell.count = length
        } else {
            cell.start += length + 2
            cell.count -= length + 2
        }
    }
}

extension UInt8 {
    /// Letters, digits, and what else an ID of SDMX may have.
    fileprivate var isOfCode: Bool {
        switch self {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "$"),
            UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
