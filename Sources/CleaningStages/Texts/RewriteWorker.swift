import ByteKernels
import StageKit

/// Rewrites the distinct texts of columns. A column in which nothing changes stays as it was delivered.
final class RewriteWorker<Rewriter: TextRewriter>: BatchWorker {
    private let slots: [Int]
    private let rewriter: Rewriter
    private let rule: RuleHandle?
    private let coder = TextCoder()
    private var texts = ByteDictionary()
    private var result = OutputBuffer()

    /// - Parameter rule: the rule that values break, if the rewriter turns any down.
    init(slots: [Int], rewriter: Rewriter, rule: RuleHandle? = nil) {
        self.slots = slots
        self.rewriter = rewriter
        self.rule = rule
    }

    func process(_ batch: RecordBatch) {
        for slot in slots where mayChange(batch.column(slot), in: batch) { rewrite(slot, of: batch) }
    }

    private func mayChange(_ column: Column, in batch: RecordBatch) -> Bool {
        switch column.form {
        case .raw: mayChangeCells(of: column, in: batch)
        case .text: mayChangeTexts(of: column, rowCount: batch.rowCount)
        case .coded: true
        case .integers, .decimals: false
        }
    }

    private func mayChangeCells(of column: Column, in batch: RecordBatch) -> Bool {
        let bytes = batch.cellBytes
        let table = batch.table
        let states = column.states
        let cells = column.cells
        let stride = batch.stride
        let source = column.source
        let encoding = batch.encoding
        for row in 0..<batch.rowCount where states.isEmpty || states[row] & 0x7f == 0 {
            let index = cells.isEmpty ? row &* stride &+ source : Int(cells[row])
            let entry = table[index]
            var start = Int(entry & RecordTable.startMask)
            var end = max(start, Int(table[index &+ 1] & RecordTable.startMask) &- 1)
            if entry & RecordTable.quoted != 0, end &- start >= 2 {
                start &+= 1
                end &-= 1
            }
            if rewriter.mayChange(bytes.span, from: start, to: end, encoding: encoding) { return true }
        }
        return false
    }

    private func mayChangeTexts(of column: Column, rowCount: Int) -> Bool {
        let arena = column.arena
        let offsets = column.offsets
        for row in 0..<rowCount where column.isPresent(row) {
            let start = Int(offsets[row])
            let end = Int(offsets[row &+ 1])
            if rewriter.mayChange(arena.span, from: start, to: end, encoding: .utf8) { return true }
        }
        return false
    }

    private func rewrite(_ slot: Int, of batch: RecordBatch) {
        let column = batch.column(slot)
        coder.code(column, in: batch)
        let old = column.dictionary
        let bytes = old.bytes
        let isUsed = coder.usedCodes(of: column, rowCount: batch.rowCount)
        texts.removeAll(keepingCapacity: true)
        var newCodes = [UInt32](repeating: 0, count: old.count)
        var verdicts = [TextVerdict](repeating: .unchanged, count: old.count)
        var isSame = true
        var allStay = true
        for code in newCodes.indices where isUsed[code] {
            let range = old.range(of: UInt32(code))
            result.removeAll()
            let verdict = rewriter.rewrite(bytes, range, into: &result)
            verdicts[code] = verdict
            switch verdict {
            case .unchanged: newCodes[code] = intern(bytes.span, range)
            case .changed:
                newCodes[code] = intern(result.span, 0..<result.count)
                isSame = false
            case .missing, .broken: allStay = false
            }
        }
        if !allStay { settle(verdicts, slot: slot, of: batch) }
        guard !isSame else { return }
        column.dictionary = ValueDictionary(texts)
        var codes = column.codes
        column.codes = []
        for row in codes.indices { codes[row] = newCodes[Int(codes[row])] }
        column.codes = codes
    }

    /// A batch is far smaller than what a dictionary can hold.
    private func intern(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        (try? texts.intern(bytes, from: range.lowerBound, to: range.upperBound)) ?? 0
    }

    private func settle(_ verdicts: [TextVerdict], slot: Int, of batch: RecordBatch) {
        let column = batch.column(slot)
        let codes = column.codes
        for row in codes.indices where column.isPresent(row) {
            switch verdicts[Int(codes[row])] {
            case .unchanged, .changed: break
            case .missing: column.setState(.missing, row: row, rowCount: batch.rowCount)
            case .broken: if let rule { batch.invalidate(row: row, rule: rule, slot: slot) }
            }
        }
    }
}
