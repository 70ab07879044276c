import ByteKernels

/// The free half of a reader of lines: asks the stage for the values of each line and lays them out.
final class LineParser: RecordParser {
    private let fieldNames: [String]
    private let rules: [(rejection: Rejection, handle: RuleHandle)]
    private let maxLine: Int
    private let read: (String) throws(Rejection) -> [String?]?
    private var skipped = 0

    init(
        fieldNames: [String],
        rules: [(rejection: Rejection, handle: RuleHandle)],
        maxLine: Int,
        read: @escaping (String) throws(Rejection) -> [String?]?
    ) {
        self.fieldNames = fieldNames
        self.rules = rules
        self.maxLine = maxLine
        self.read = read
    }

    var counts: [String: Int] { skipped == 0 ? [:] : ["lines_without_record": skipped] }

    func parse(_ batch: RecordBatch) throws {
        let block = batch.block
        let first = Int(batch.recordStarts.first ?? 0)
        let count = batch.blockCount
        batch.recordStarts = []
        var cells = OutputBuffer()
        var start = first
        var line: UInt32 = 0
        while start < count {
            let end = Self.end(of: block, from: start, to: count)
            let text = start..<(end > start && block[end - 1] == UInt8(ascii: "\r") ? end - 1 : end)
            let place = (line: batch.firstLine + UInt64(line), byteOffset: batch.blockOffset + UInt64(start))
            guard end - start <= maxLine else {
                throw DeliveryFault.longLine(limit: maxLine, line: place.line, byteOffset: place.byteOffset)
            }
            if let wrong = TextEncoding.utf8.firstInvalid(in: block.span.extracting(text)) {
                throw Self.notUTF8(line: place.line, byteOffset: place.byteOffset + UInt64(wrong))
            }
            try take(String(decoding: block[text], as: UTF8.self), text, line, batch, &cells)
            start = end + 1
            line += 1
        }
        batch.cellArena += cells.bytes
        batch.cellArena += [UInt8](repeating: 0, count: 64)
        batch.cellsAreInArena = true
        batch.stride = fieldNames.count + 1
        batch.deliveredNames = fieldNames
        batch.recordCount = batch.lines.count
        batch.beginRows()
        batch.settleAbsentCells()
    }

    /// Makes a record of a line, or lists the line.
    private func take(
        _ line: String,
        _ bytes: Range<Int>,
        _ number: UInt32,
        _ batch: RecordBatch,
        _ cells: inout OutputBuffer
    ) throws {
        let values: [String?]?
        do throws(Rejection) {
            values = try read(line)
        } catch {
            guard let rule = rules.first(where: { $0.rejection == error })?.handle else {
                throw UndeclaredRule(rule: error.rule)
            }
            batch.unsplit.append(UnsplitRecord(row: batch.lines.count, line: number, bytes: bytes, rule: rule))
            return
        }
        guard let values else {
            skipped += 1
            return
        }
        guard values.count == fieldNames.count else {
            throw WrongValueCount(found: values.count, expected: fieldNames.count)
        }
        for value in values {
            let start = UInt32(truncatingIfNeeded: cells.count)
            batch.table.append(value == nil ? start | RecordTable.absent : start)
            if let value { cells.append(text: value) }
            // Between two cells stands one byte.
            cells.append(0)
        }
        batch.table.append(UInt32(truncatingIfNeeded: cells.count))
        batch.lines.append(number)
        batch.recordStarts.append(UInt32(truncatingIfNeeded: bytes.lowerBound))
        batch.recordEnds.append(UInt32(truncatingIfNeeded: bytes.upperBound))
    }

    private static func end(of block: [UInt8], from start: Int, to count: Int) -> Int {
        var end = start
        while end < count, block[end] != UInt8(ascii: "\n") { end += 1 }
        return end
    }

    private static func notUTF8(line: UInt64, byteOffset: UInt64) -> DeliveryFault {
        DeliveryFault(
            "line.encoding",
            en: "holds bytes that are not UTF-8",
            da: "indeholder bytes, der ikke er UTF-8",
            line: line,
            byteOffset: byteOffset
        )
    }
}
