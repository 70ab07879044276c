import ByteKernels
import StageKit
import XMLParsing

/// All of `read.xml`: what an element means depends on all before it, so a file is parsed from its beginning to its end.
final class XMLSource: RecordSource {
    /// What readers of cells may read beyond them.
    private static let padding = 64

    private let parser: XMLRecordParser
    private let limits: XMLLimits
    private let deliveredNames: [String]
    private let repeatedValue: RuleHandle
    private var block: [UInt8] = []
    private var rows: XMLRows
    private var isAtEnd = false
    /// What is wrong behind the rows that were found last.
    private var fault: DeliveryFault?

    init(_ plan: XMLPlan, repeatedValue: RuleHandle) {
        parser = XMLRecordParser(plan)
        limits = plan.layout.limits
        deliveredNames = plan.layout.fields.map(\.path)
        rows = XMLRows(columns: deliveredNames.count)
        self.repeatedValue = repeatedValue
    }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        rows.removeAll()
        let size = max(1, batch.targetBytes)
        while rows.count == 0 {
            if let fault { throw fault }
            if isAtEnd { return false }
            let filled = try fillBlock(of: size, from: input)
            do throws(XMLFault) {
                try parser.feed(block, 0..<filled, isLast: isAtEnd, into: &rows)
            } catch {
                fault = error.deliveryFault(limits)
            }
        }
        layOut(into: batch)
        return true
    }

    /// Fills a block before it is parsed, so that batches do not depend on how the bytes arrive.
    private func fillBlock(of size: Int, from input: any ByteInput) throws -> Int {
        if block.count != size { block = [UInt8](repeating: 0, count: size) }
        var filled = 0
        while filled < block.count, !isAtEnd {
            let count = try input.read(into: &block, at: filled)
            if count == 0 { isAtEnd = true }
            filled += count
        }
        return filled
    }

    private func layOut(into batch: RecordBatch) {
        let count = rows.count
        rows.exchange(bytes: &batch.cellArena, starts: &batch.table)
        batch.cellArena.append(contentsOf: repeatElement(0, count: Self.padding))
        batch.cellsAreInArena = true
        batch.blockCount = 0
        batch.encoding = .utf8
        batch.stride = rows.columns + 1
        batch.deliveredNames = deliveredNames
        batch.recordCount = count
        // Records inside another end before it, so the first row need not be the first in the file.
        let firstLine = rows.lines.min() ?? 1
        batch.firstLine = UInt64(firstLine)
        batch.blockOffset = rows.offsets.min() ?? 0
        for line in rows.lines { batch.lines.append(line - firstLine) }
        batch.beginRows()
        batch.settleAbsentCells()
        for fault in rows.faults { batch.invalidate(row: fault.row, rule: repeatedValue, slot: fault.column) }
    }
}
