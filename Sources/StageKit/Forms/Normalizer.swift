import ByteKernels

/// The plainest form of a stage: rewrites one value. Called once for each distinct value of a batch.
///
/// The option `fields` says which fields; missing values pass untouched.
public protocol Normalizer: TransformStage {
    /// The fields to rewrite, declared as an option.
    var fields: [TextField] { get }

    /// The value to put in place; nil when the value is to become missing.
    func normalize(_ value: String) throws(Rejection) -> String?
}

extension Normalizer {
    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let slots = context.fields(fields).map(\.slot)
        let rules = Self.declaration.rules.map { ($0, context.rule($0)) }
        guard !context.hasErrors else { return nil }
        return .free {
            DistinctValueWorker(slots: slots, rules: rules) { value throws(Rejection) in
                try self.normalize(value)
            }
        }
    }
}

/// Judges one value. Called once for each distinct value of a batch.
///
/// Missing values pass every rule but `validate.required`.
public protocol Validator: TransformStage {
    /// The fields to judge, declared as an option.
    var fields: [TextField] { get }

    /// Throws the rule that the value breaks.
    func validate(_ value: String) throws(Rejection)
}

extension Validator {
    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let slots = context.fields(fields).map(\.slot)
        let rules = Self.declaration.rules.map { ($0, context.rule($0)) }
        guard !context.hasErrors else { return nil }
        return .free {
            DistinctValueWorker(slots: slots, rules: rules) { value throws(Rejection) in
                try self.validate(value)
            }
        }
    }
}

/// Calls a function once for each distinct text of a column and applies what it says to every row.
final class DistinctValueWorker: BatchWorker {
    private let slots: [Int]
    private let rules: [(rejection: Rejection, handle: RuleHandle)]
    private let rewrite: ((String) throws(Rejection) -> String?)?
    private let judge: ((String) throws(Rejection) -> Void)?
    private let coder = TextCoder()

    init(
        slots: [Int],
        rules: [(Rejection, RuleHandle)],
        rewrite: @escaping (String) throws(Rejection) -> String?
    ) {
        self.slots = slots
        self.rules = rules
        self.rewrite = rewrite
        judge = nil
    }

    init(slots: [Int], rules: [(Rejection, RuleHandle)], judge: @escaping (String) throws(Rejection) -> Void) {
        self.slots = slots
        self.rules = rules
        rewrite = nil
        self.judge = judge
    }

    /// What became of one distinct text.
    private enum Verdict {
        case kept
        case missing
        case broken(RuleHandle)
    }

    func process(_ batch: RecordBatch) throws {
        for slot in slots { try process(batch, slot: slot) }
    }

    private func process(_ batch: RecordBatch, slot: Int) throws {
        let column = batch.column(slot)
        coder.code(column, in: batch)
        let texts = column.dictionary
        let isUsed = coder.usedCodes(of: column, rowCount: batch.rowCount)
        var verdicts: [Verdict] = []
        var results = TextArena()
        var allKept = true
        for code in 0..<UInt32(texts.count) {
            guard isUsed[Int(code)] else {
                verdicts.append(.kept)
                results.append("")
                continue
            }
            let text = texts.text(code)
            do throws(Rejection) {
                if let rewrite {
                    let result = try rewrite(text)
                    results.append(result ?? "")
                    verdicts.append(result == nil ? .missing : .kept)
                    if result == nil { allKept = false }
                } else {
                    try judge?(text)
                    verdicts.append(.kept)
                }
            } catch {
                guard let handle = rules.first(where: { $0.rejection == error })?.handle else {
                    throw UndeclaredRule(rule: error.rule)
                }
                results.append(text)
                verdicts.append(.broken(handle))
                allKept = false
            }
        }
        defer { if rewrite != nil { replaceTexts(of: column, by: results) } }
        guard !allKept else { return }
        for row in 0..<batch.rowCount where column.isPresent(row) {
            switch verdicts[Int(column.codes[row])] {
            case .kept: break
            case .missing: column.setState(.missing, row: row, rowCount: batch.rowCount)
            case .broken(let rule) where rewrite == nil && rule.onFail != .reject:
                batch.fault(row: row, rule: rule, slot: slot)
            case .broken(let rule): batch.invalidate(row: row, rule: rule, slot: slot)
            }
        }
    }

    /// Puts new texts in place of those of the dictionary. Two may have become one: equal texts keep equal codes.
    private func replaceTexts(of column: Column, by results: borrowing TextArena) {
        let bytes = results.bytes
        let offsets = results.offsets
        var distinct = ByteDictionary()
        var newCodes: [UInt32] = []
        for (start, end) in zip(offsets, offsets.dropFirst()) {
            // A batch is far smaller than what a dictionary can hold.
            newCodes.append((try? distinct.intern(bytes.span, from: Int(start), to: Int(end))) ?? 0)
        }
        column.dictionary = ValueDictionary(distinct)
        guard distinct.count < newCodes.count else { return }
        for row in column.codes.indices { column.codes[row] = newCodes[Int(column.codes[row])] }
    }
}

/// A stage threw a rule that its declaration does not list: a fault of the stage.
struct UndeclaredRule: Error, CustomStringConvertible {
    /// The stable name of the rule.
    let rule: String
    var description: String { "the stage broke its promise: rule '\(rule)' is not in its declaration" }
}
