import ByteKernels
import StageKit

/// The free half of `write.json_stat`: what a record says of its cell, for the assembler.
///
/// A call begins with the name of the file; each record follows with its line, and each of its fields as the number of
/// its bytes and the bytes, as JSON.
final class JSONStatEncoder: BatchEncoder {
    private let plan: JSONStatWritingPlan
    private var settler = JSONPieceSettler()

    init(_ plan: JSONStatWritingPlan) {
        self.plan = plan
    }

    func encode(_ batch: RecordBatch, rows: [UInt32], into buffer: inout OutputBuffer) throws {
        try settler.settle(plan.fields, of: batch, rows: rows)
        let name = Array(batch.fileName.utf8)
        JSONStatRecord.append(UInt64(rows.count), to: &buffer)
        JSONStatRecord.append(UInt64(name.count), to: &buffer)
        buffer.append(name.span)
        let count = plan.fields.count
        let lines = rows.map { batch.line(ofRow: Int($0)) }
        let cells = batch.cellBytes
        var text = OutputBuffer()
        for row in rows.indices {
            JSONStatRecord.append(lines[row], to: &buffer)
            for place in 0..<count {
                let piece = settler.pieces[row * count + place]
                buffer.append(piece.state)
                guard piece.form != .missing else {
                    guard place >= plan.dimensions.count else { throw lacksCategory(place, lines[row], batch) }
                    JSONStatRecord.append(JSONStatRecord.none, to: &buffer)
                    continue
                }
                text.removeAll()
                piece.append(cells.span, settler.scratch.span, to: &text)
                // Codes, labels and statuses are texts whatever they were.
                let isBare = place != plan.valuePlace && text.span[0] != UInt8(ascii: "\"")
                JSONStatRecord.append(UInt64(text.count + (isBare ? 2 : 0)), to: &buffer)
                if isBare { buffer.append(UInt8(ascii: "\"")) }
                buffer.append(text.span)
                if isBare { buffer.append(UInt8(ascii: "\"")) }
            }
        }
    }

    private func lacksCategory(_ place: Int, _ line: UInt64, _ batch: RecordBatch) -> DeliveryFault {
        let name = plan.fields[place].name
        var fault = DeliveryFault(
            "json_stat.no_category",
            en: "a record has no value in the dimension '\(name)'",
            da: "en post har ingen værdi i dimensionen '\(name)'",
            line: line,
            hint: "turn such records away with validate.required"
        )
        fault.file = batch.fileName
        return fault
    }
}
