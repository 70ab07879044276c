public import StageKit

/// Keeps the records whose field has one of some values, lies in a range, or is missing.
public struct RowFilter: TransformStage {
    public static let declaration = StageDeclaration(
        "filter.rows",
        "Keeps the records whose field has one of some values, lies in a range, or is missing; leaves out the others.",
        example: """
            field: slags
            in: [kommune, region]
            """,
        exampleTable: """
            omraade | slags
            0101    | kommune
            1081    | region
            000     | land
            """
    )

    @Option("The field to look at.")
    public var field: AnyField

    @Option("Keeps records with one of these values.")
    public var `in`: [WrittenText]?

    @Option("Keeps records with another value than these; records without a value are left out.")
    public var notIn: [WrittenText]?

    @Option("true keeps the records without a value, false those with one.")
    public var isMissing: Bool?

    @Option("Keeps records with a number or date not below this one.")
    public var from: WrittenText?

    @Option("Keeps records with a number or date not above this one.")
    public var to: WrittenText?

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let field = context.field(field)
        let given = [`in` != nil, notIn != nil, isMissing != nil, from != nil || to != nil].count { $0 }
        if given != 1 {
            let found = given == 0 ? "nothing says which records to keep" : "several options say which records to keep"
            context.mistake(found, hint: "give one of in, not_in, is_missing, or from and to")
        }
        guard let field else { return nil }
        let condition = condition(on: field, &context)
        guard let condition, !context.hasErrors else { return nil }
        return .free { RowFilterWorker(slot: field.slot, condition: condition) }
    }

    private func condition(on field: Field, _ context: inout StageContext) -> RowCondition? {
        if let isMissing { return .isMissing(isMissing) }
        if let values = `in` ?? notIn {
            if values.isEmpty { context.mistake("the list is empty", at: $in.place ?? $notIn.place) }
            return .oneOf(values, of: field, isWanted: `in` != nil, &context)
        }
        return from == nil && to == nil ? nil : .range(from: from, to: to, of: field, &context)
    }
}

private final class RowFilterWorker: BatchWorker {
    private let slot: Int
    private let condition: RowCondition
    private let translation = TextTranslation()

    init(slot: Int, condition: RowCondition) {
        self.slot = slot
        self.condition = condition
    }

    func process(_ batch: RecordBatch) throws {
        let column = batch.column(slot)
        switch condition {
        case .isMissing(let isWanted):
            for row in 0..<batch.rowCount where column.isPresent(row) == isWanted { batch.drop(row: row) }
        case .text(let texts, let isWanted):
            translation.translate(column, in: batch) { texts.contains($0) == isWanted ? 1 : 0 }
            let verdicts = translation.numbers
            for row in verdicts.indices where verdicts[row] != 1 { batch.drop(row: row) }
        case .integer(let test):
            guard column.form == .integers else { throw UnexpectedForm() }
            let integers = column.integers
            for row in integers.indices where !(column.isPresent(row) && test.passes(integers[row])) {
                batch.drop(row: row)
            }
        case .number(let test):
            guard column.form == .integers || column.form == .decimals else { throw UnexpectedForm() }
            for row in 0..<batch.rowCount where !(column.isPresent(row) && test.passes(column, row: row)) {
                batch.drop(row: row)
            }
        }
    }
}

/// A field has a type, but its column holds text: the stage that typed it is at fault.
struct UnexpectedForm: Error, CustomStringConvertible {
    let description = "a stage before filter.rows broke its promise: a typed field holds text"
}
