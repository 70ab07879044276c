import StageKit

/// Judges each distinct text of a column once; scratch memory of one worker.
final class TextJudge {
    private enum Verdict {
        case open
        case passes
        case breaks(RuleHandle)
    }

    private let coder = TextCoder()
    private var verdicts: [Verdict] = []

    /// Turns down every value for whose bytes `rule` gives a rule.
    func judge(_ slot: Int, of batch: RecordBatch, by rule: (Span<UInt8>) throws -> RuleHandle?) rethrows {
        let column = batch.column(slot)
        coder.code(column, in: batch)
        let codes = column.codes
        let dictionary = column.dictionary
        let texts = dictionary.bytes
        verdicts.removeAll(keepingCapacity: true)
        verdicts.append(contentsOf: repeatElement(.open, count: dictionary.count))
        for row in 0..<batch.rowCount {
            let code = Int(codes[row])
            if case .passes = verdicts[code] { continue }
            guard column.isPresent(row) else { continue }
            if case .open = verdicts[code] {
                let broken = try rule(texts.span.extracting(dictionary.range(of: codes[row])))
                verdicts[code] = broken.map(Verdict.breaks) ?? .passes
            }
            if case .breaks(let rule) = verdicts[code] { batch.turnDown(row: row, slot: slot, rule: rule) }
        }
    }
}

/// A worker that judges the texts of fields by their bytes.
final class TextJudgeWorker: BatchWorker {
    private let slots: [Int]
    private let rule: (Span<UInt8>) -> RuleHandle?
    private let judge = TextJudge()

    init(slots: [Int], rule: @escaping (Span<UInt8>) -> RuleHandle?) {
        self.slots = slots
        self.rule = rule
    }

    func process(_ batch: RecordBatch) throws {
        for slot in slots { judge.judge(slot, of: batch, by: rule) }
    }
}
