import ByteKernels
public import StageKit

/// Turns down numbers and dates outside a range.
public struct RangeValidator: TransformStage {
    public static let declaration = StageDeclaration(
        "validate.range",
        "Turns down numbers and dates outside a range; bounds are exact, whatever the number of digits.",
        example: """
            fields: [procent, ci_lav, ci_hoej]
            from: 0
            to: 100
            """,
        exampleTable: """
            kommune | procent:number | ci_lav:number | ci_hoej:number
            0101    | 12.5           | 11.2          | 13.9
            0147    | 0              | ∅             | 100
            """,
        rules: [.rangeBelow, .rangeAbove]
    )

    @Option("Fields of numbers, or of dates.")
    public var fields: [ComparableField]

    @Option("The least value that passes: a number with a decimal point, or a date such as 2021-05-31.")
    public var from: String?

    @Option("The greatest value that passes.")
    public var to: String?

    @Option("The value that all must be greater than.")
    public var above: String?

    @Option("The value that all must be less than.")
    public var below: String?

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let fields = context.ruleFields(fields, at: $fields)
        if from == nil, to == nil, above == nil, below == nil {
            context.mistake("the range has no bound", hint: "give from, to, above or below")
        }
        if from != nil, above != nil {
            context.mistake("from and above are both given", at: $above.place, hint: "from lets its own value pass")
        }
        if to != nil, below != nil {
            context.mistake("to and below are both given", at: $below.place, hint: "to lets its own value pass")
        }
        // Fields of one kind share their bounds, so that each mistake is told once.
        let kinds = Set(fields.map { $0.type == .date })
        let ofNumbers = kinds.contains(false) ? bounds(for: .number, &context) : nil
        let ofDates = kinds.contains(true) ? bounds(for: .date, &context) : nil
        let rules = RangeRules(below: context.rule(.rangeBelow), above: context.rule(.rangeAbove))
        guard !context.hasErrors else { return nil }
        let ranges = fields.compactMap { field in
            (field.type == .date ? ofDates : ofNumbers).map { FieldRange(field: field, bounds: $0) }
        }
        return .free { RangeWorker(ranges: ranges, rules: rules) }
    }

    private func bounds(for type: FieldType, _ context: inout StageContext) -> RangeBounds? {
        var bounds: [RangeBound?] = []
        for (text, origin, isInclusive) in [
            (from, $from, true), (above, $above, false), (to, $to, true), (below, $below, false),
        ] {
            let bound = text.flatMap { RangeBound($0, for: type, isInclusive: isInclusive) }
            if let text, bound == nil {
                let wanted = type == .date ? "a date such as 2021-05-31" : "a number such as 12.5"
                context.mistake("expected \(wanted), found '\(text)'", at: origin.place)
            }
            bounds.append(bound)
        }
        let range = RangeBounds(lower: bounds[0] ?? bounds[1], upper: bounds[2] ?? bounds[3])
        if range.isReversed {
            let place = $from.place ?? $above.place
            context.mistake("no value can pass: the lower bound is not below the upper one", at: place)
        }
        return range
    }
}

extension Rejection {
    static let rangeBelow = Rejection("range.below", en: "below the least value", da: "under den mindste værdi")
    static let rangeAbove = Rejection("range.above", en: "above the greatest value", da: "over den største værdi")
}

private struct RangeRules {
    let below: RuleHandle
    let above: RuleHandle
}

private struct FieldRange: Sendable {
    let field: Field
    let bounds: RangeBounds
}

private final class RangeWorker: BatchWorker {
    private let ranges: [FieldRange]
    private let rules: RangeRules

    init(ranges: [FieldRange], rules: RangeRules) {
        self.ranges = ranges
        self.rules = rules
    }

    func process(_ batch: RecordBatch) throws {
        for range in ranges {
            let values = try NumberValues(range.field, in: batch)
            let integers = values.integers
            let scales = values.scales
            let limits = range.bounds.limits
            if scales.isEmpty {
                let (low, high) = (limits[0].low, limits[0].high)
                for row in integers.indices where integers[row] < low || integers[row] > high {
                    judge(row, of: values, in: range, batch)
                }
            } else {
                for row in integers.indices {
                    let limits = limits[Int(scales[row])]
                    if integers[row] < limits.low || integers[row] > limits.high {
                        judge(row, of: values, in: range, batch)
                    }
                }
            }
        }
    }

    /// The closer look at a row that is probably at fault; rows without a value hold any number.
    private func judge(_ row: Int, of values: NumberValues, in range: FieldRange, _ batch: RecordBatch) {
        guard values.isPresent(row) else { return }
        switch range.bounds.side(of: values.text(row)) {
        case .less: batch.turnDown(row: row, slot: range.field.slot, rule: rules.below)
        case .equal: break
        case .greater: batch.turnDown(row: row, slot: range.field.slot, rule: rules.above)
        }
    }
}
