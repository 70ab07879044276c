/// Judges one record. Called once for each record.
public protocol RowValidator: TransformStage {
    /// Throws the rule that the record breaks; `field` names the faulty field, if it is one.
    func validate(_ row: Row) throws(RowFault)
}

/// A rule that a record breaks, and the field at fault.
public struct RowFault: Error {
    /// The rule.
    public var rejection: Rejection
    /// The name of the faulty field at this point; nil when the whole record is at fault.
    public var field: String?

    /// A broken rule.
    public init(_ rejection: Rejection, field: String? = nil) {
        self.rejection = rejection
        self.field = field
    }
}

extension RowValidator {
    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        for reference in fieldReferences { _ = context.field(reference) }
        let rules = Self.declaration.rules.map { ($0, context.rule($0)) }
        guard !context.hasErrors else { return nil }
        let schema = context.schema
        return .free { RowValidatorWorker(schema: schema, rules: rules, validate: self.validate) }
    }
}

private final class RowValidatorWorker: BatchWorker {
    private let schema: Schema
    private let rules: [(rejection: Rejection, handle: RuleHandle)]
    private let validate: (Row) throws(RowFault) -> Void

    init(
        schema: Schema,
        rules: [(Rejection, RuleHandle)],
        validate: @escaping (Row) throws(RowFault) -> Void
    ) {
        self.schema = schema
        self.rules = rules
        self.validate = validate
    }

    func process(_ batch: RecordBatch) throws {
        for row in 0..<batch.rowCount where batch.fates[row] != RecordBatch.Fate.dropped {
            do throws(RowFault) {
                try validate(Row(batch: batch, index: row, schema: schema))
            } catch {
                guard let rule = rules.first(where: { $0.rejection == error.rejection })?.handle else {
                    throw UndeclaredRule(rule: error.rejection.rule)
                }
                let slot = error.field.flatMap { schema[$0]?.slot }
                if let slot, rule.onFail == .reject {
                    batch.invalidate(row: row, rule: rule, slot: slot)
                } else {
                    batch.fault(row: row, rule: rule, slot: slot)
                }
            }
        }
    }
}

/// Changes one record. Called once for each record.
public protocol RowNormalizer: TransformStage {
    /// Rewrites fields of the record, or throws the rule that it breaks.
    func normalize(_ row: inout Row) throws(RowFault)
}

extension RowNormalizer {
    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        for reference in fieldReferences { _ = context.field(reference) }
        let rules = Self.declaration.rules.map { ($0, context.rule($0)) }
        guard !context.hasErrors else { return nil }
        let schema = context.schema
        return .free { RowNormalizerWorker(schema: schema, rules: rules, normalize: self.normalize) }
    }
}

private final class RowNormalizerWorker: BatchWorker {
    private let schema: Schema
    private let rules: [(rejection: Rejection, handle: RuleHandle)]
    private let normalize: (inout Row) throws(RowFault) -> Void

    init(
        schema: Schema,
        rules: [(Rejection, RuleHandle)],
        normalize: @escaping (inout Row) throws(RowFault) -> Void
    ) {
        self.schema = schema
        self.rules = rules
        self.normalize = normalize
    }

    func process(_ batch: RecordBatch) throws {
        var changed: [Int: [(row: Int, text: String?)]] = [:]
        for index in 0..<batch.rowCount where batch.fates[index] != RecordBatch.Fate.dropped {
            var row = Row(batch: batch, index: index, schema: schema)
            do throws(RowFault) {
                try normalize(&row)
                for (slot, text) in row.changes { changed[slot, default: []].append((index, text)) }
            } catch {
                guard let rule = rules.first(where: { $0.rejection == error.rejection })?.handle else {
                    throw UndeclaredRule(rule: error.rejection.rule)
                }
                if let slot = error.field.flatMap({ schema[$0]?.slot }) {
                    batch.invalidate(row: index, rule: rule, slot: slot)
                } else {
                    batch.fault(row: index, rule: rule, slot: nil)
                }
            }
        }
        for (slot, rows) in changed { batch.rewrite(slot: slot, rows: rows) }
    }
}
