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
    // Inlinable, so that the stage's function is compiled into the loop over records.
    @inlinable
    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        guard let rules = RowRules(Self.declaration, fieldReferences, &context) else { return nil }
        return .free { RowValidatorWorker(self, rules) }
    }
}

@usableFromInline
final class RowValidatorWorker<Stage: RowValidator>: BatchWorker {
    @usableFromInline let stage: Stage
    @usableFromInline let rules: RowRules

    @inlinable
    init(_ stage: Stage, _ rules: RowRules) {
        self.stage = stage
        self.rules = rules
    }

    @inlinable
    func process(_ batch: RecordBatch) throws {
        let fates = batch.fates
        let fields = RowFields(batch, rules.lookup)
        for row in 0..<batch.rowCount where fates[row] != RecordBatch.Fate.dropped {
            do throws(RowFault) {
                try stage.validate(Row(fields, index: row))
            } catch {
                try rules.note(error, row: row, in: batch, keepsFlagged: true)
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
    @inlinable
    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        guard let rules = RowRules(Self.declaration, fieldReferences, &context) else { return nil }
        return .free { RowNormalizerWorker(self, rules) }
    }
}

@usableFromInline
final class RowNormalizerWorker<Stage: RowNormalizer>: BatchWorker {
    @usableFromInline let stage: Stage
    @usableFromInline let rules: RowRules

    @inlinable
    init(_ stage: Stage, _ rules: RowRules) {
        self.stage = stage
        self.rules = rules
    }

    @inlinable
    func process(_ batch: RecordBatch) throws {
        let fates = batch.fates
        let fields = RowFields(batch, rules.lookup)
        var changed: [Int: [(row: Int, text: String?)]] = [:]
        for index in 0..<batch.rowCount where fates[index] != RecordBatch.Fate.dropped {
            var row = Row(fields, index: index)
            do throws(RowFault) {
                try stage.normalize(&row)
                for (slot, text) in row.changes { changed[slot, default: []].append((index, text)) }
            } catch {
                try rules.note(error, row: index, in: batch, keepsFlagged: false)
            }
        }
        for (slot, rows) in changed { batch.rewrite(slot: slot, rows: rows) }
    }
}

/// What the row forms know of a stage when it is prepared.
@usableFromInline
struct RowRules: Sendable {
    @usableFromInline let lookup: RowLookup
    private let rules: [(rejection: Rejection, handle: RuleHandle)]

    /// Nil when a mistake was reported.
    @usableFromInline
    init?(_ declaration: StageDeclaration, _ references: [FieldReference], _ context: inout StageContext) {
        for reference in references { _ = context.field(reference) }
        rules = declaration.rules.map { ($0, context.rule($0)) }
        guard !context.hasErrors else { return nil }
        lookup = RowLookup(context.schema, references)
    }

    /// Notes that a record breaks a rule.
    /// - Parameter keepsFlagged: whether the faulty value stays where the record does.
    @usableFromInline
    func note(_ fault: RowFault, row: Int, in batch: RecordBatch, keepsFlagged: Bool) throws {
        guard let rule = rules.first(where: { $0.rejection == fault.rejection })?.handle else {
            throw UndeclaredRule(rule: fault.rejection.rule)
        }
        let slot = fault.field.flatMap { lookup.schema[$0]?.slot }
        if let slot, !keepsFlagged || rule.onFail == .reject {
            batch.invalidate(row: row, rule: rule, slot: slot)
        } else {
            batch.fault(row: row, rule: rule, slot: slot)
        }
    }
}
