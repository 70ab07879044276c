import ByteKernels
import StageKit

/// The free half of a reader of JSON: makes rows of the records of a block.
final class JSONBatchParser: RecordParser {
    private let plan: JSONReadingPlan
    private var parser: JSONRecordParser
    private var rows: JSONRows
    private var recordsWithExtraKeys = 0
    private var recordsWithoutElements = 0

    init(_ plan: JSONReadingPlan) {
        self.plan = plan
        parser = JSONRecordParser(
            paths: plan.paths,
            options: .init(
                depthLimit: plan.depthLimit,
                nested: plan.nested,
                separator: plan.separator,
                explosion: plan.explosion
            )
        )
        rows = JSONRows(columnCount: plan.paths.count)
    }

    var counts: [String: Int] {
        let all = [
            "records_with_extra_keys": recordsWithExtraKeys, "records_without_elements": recordsWithoutElements,
            "nested_as_text": parser.nestedTexts, "arrays_joined": parser.joinedArrays,
        ]
        return all.filter { $0.value > 0 }
    }

    func parse(_ batch: RecordBatch) throws {
        let block = batch.block
        let start = Int(batch.recordStarts.first ?? 0)
        let region = start..<max(start, batch.blockCount)
        rows.removeAll()
        var failure: JSONFault?
        if plan.hasLines {
            parser.parseLines(block.span, region, into: &rows)
        } else {
            failure = parser.parseElements(block.span, region, into: &rows)
        }
        try refuse(failure, batch, block, region)
        recordsWithExtraKeys += rows.unknownFieldCount
        recordsWithoutElements += rows.rowsWithoutElements.count
        placeRecords(batch, block, region)
        handOver(to: batch)
    }

    /// Throws the first fault that the file is refused for: what was found first does not depend on where blocks end.
    private func refuse(_ failure: JSONFault?, _ batch: RecordBatch, _ block: [UInt8], _ region: Range<Int>) throws {
        let extra = plan.refusesExtra ? rows.unknownField : nil
        let long = region.count > plan.recordLimit ? longRecord(block, region) : nil
        guard let offset = [failure?.offset, extra?.offset, long].compactMap(\.self).min() else { return }
        let lineEnds = JSONBytes.count(of: UInt8(ascii: "\n"), in: block.span, from: region.lowerBound, to: offset)
        let line = batch.firstLine + UInt64(lineEnds)
        let byteOffset = batch.blockOffset + UInt64(offset)
        if offset == long {
            throw JSONReason.size.refusal(line: line, byteOffset: byteOffset, limit: plan.recordLimit)
        }
        if let failure, offset == failure.offset {
            throw failure.reason.refusal(line: line, byteOffset: byteOffset, limit: failure.limit)
        }
        guard let extra else { return }
        throw Self.extraKey(extra.path, line: line, byteOffset: byteOffset)
    }

    /// Where the first record begins that is longer than the limit; of lines, all that is on them counts.
    private func longRecord(_ block: [UInt8], _ region: Range<Int>) -> Int? {
        guard plan.hasLines else {
            // The source counts an element that it has not seen whole: one that is faulty too may be too long first.
            let all = rows.sources + rows.rejects.map(\.source) + (rows.refusedElement.map { [$0] } ?? [])
            return all.filter { $0.count > plan.recordLimit }.map(\.lowerBound).min()
        }
        var start = region.lowerBound
        while start < region.upperBound {
            let end = JSONBytes.first(UInt8(ascii: "\n"), in: block.span, from: start, to: region.upperBound)
            if end - start > plan.recordLimit { return start }
            start = end + 1
        }
        return nil
    }

    private static func extraKey(_ path: JSONPath, line: UInt64, byteOffset: UInt64) -> DeliveryFault {
        // Some files have data as keys: what looks like a number of a person is not repeated.
        let text = path.slashes
        let isName = text.utf8.count <= 80 && text.utf8.count { (0x30...0x39).contains($0) } < 6
        return DeliveryFault(
            "json.extra_key",
            en: isName ? "the key '\(text)' is not among the fields" : "a key is not among the fields",
            da: isName ? "nøglen '\(text)' er ikke blandt felterne" : "en nøgle er ikke blandt felterne",
            line: line,
            byteOffset: byteOffset,
            hint: "list it in 'fields:', or write 'extra: ignore'"
        )
    }

    /// Finds the line of each record, and lists those that were turned down.
    private func placeRecords(_ batch: RecordBatch, _ block: [UInt8], _ region: Range<Int>) {
        var starts = batch.recordStarts
        var ends = batch.recordEnds
        var lines = batch.lines
        batch.recordStarts = []
        batch.recordEnds = []
        batch.lines = []
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        let bytes = block.span
        var place = region.lowerBound
        var line: UInt32 = 0
        var isRegular = true
        var next = 0
        for row in 0...rows.count {
            while next < rows.rejects.count, rows.rejects[next].row <= row {
                let reject = rows.rejects[next]
                let start = reject.source.lowerBound
                line &+= UInt32(JSONBytes.count(of: UInt8(ascii: "\n"), in: bytes, from: place, to: start))
                place = plan.hasLines ? reject.source.upperBound : start
                next += 1
                guard let rule = plan.rules[reject.fault.reason] else { continue }
                batch.unsplit.append(UnsplitRecord(row: row, line: line, bytes: reject.source, rule: rule))
            }
            guard row < rows.count else { break }
            let source = rows.sources[row]
            // Rows made of one record stand on its line.
            let isRepeated = row > 0 && rows.sources[row - 1] == source
            if !isRepeated {
                line &+= UInt32(JSONBytes.count(of: UInt8(ascii: "\n"), in: bytes, from: place, to: source.lowerBound))
                // A line ends after its record: only what lies between two needs a look.
                place = plan.hasLines ? source.upperBound : source.lowerBound
            }
            if Int(line) != row { isRegular = false }
            lines.append(line)
            starts.append(UInt32(truncatingIfNeeded: source.lowerBound))
            ends.append(UInt32(truncatingIfNeeded: source.upperBound))
        }
        if isRegular { lines.removeAll(keepingCapacity: true) }
        batch.recordStarts = starts
        batch.recordEnds = ends
        batch.lines = lines
    }

    private func handOver(to batch: RecordBatch) {
        batch.cellArena.append(contentsOf: rows.arena[..<rows.arenaCount])
        batch.cellArena.append(contentsOf: repeatElement(0, count: 64))
        batch.cellsAreInArena = true
        rows.exchangeTable(with: &batch.table)
        batch.stride = plan.paths.count + 1
        batch.deliveredNames = plan.deliveredNames
        batch.recordCount = rows.count
        batch.beginRows()
        batch.settleAbsentCells()
        if plan.explosion?.noElements == .drop {
            for row in rows.rowsWithoutElements { batch.drop(row: row) }
        }
    }
}
