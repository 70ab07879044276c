import ByteKernels
public import StageKit

/// Turns down intervals whose ends are exchanged, and values outside their own interval.
///
/// Of a missing part nothing is asked. A value is not judged by an interval that is reversed.
public struct IntervalValidator: TransformStage {
    public static let declaration = StageDeclaration(
        "validate.interval",
        "Turns down intervals whose ends are exchanged, and values outside their own interval.",
        example: """
            value: procent
            lower: ci_lav
            upper: ci_hoej
            """,
        exampleTable: """
            kommune | procent:number | ci_lav:number | ci_hoej:number
            0101    | 12.5           | 11.2          | 13.9
            0147    | ∅suppressed    | ∅suppressed   | ∅suppressed
            """,
        rules: [.intervalReversed, .intervalOutside]
    )

    @Option("The field that must lie in the interval, its ends included.")
    public var value: ComparableField

    @Option("The field with the lower end.")
    public var lower: ComparableField

    @Option("The field with the upper end.")
    public var upper: ComparableField

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let value = context.field(value)
        let lower = context.field(lower)
        let upper = context.field(upper)
        if let value, let lower { context.checkComparable(lower, with: value, at: self.lower.reference.place) }
        if let value, let upper { context.checkComparable(upper, with: value, at: self.upper.reference.place) }
        let names = [self.value, self.lower, self.upper].map(\.name)
        for (index, option) in [self.lower, self.upper].enumerated() where names[...index].contains(option.name) {
            context.mistake("field '\(option.name)' is named twice", at: option.reference.place)
        }
        let reversed = context.rule(.intervalReversed)
        let outside = context.rule(.intervalOutside)
        guard !context.hasErrors, let value, let lower, let upper else { return nil }
        return .free {
            IntervalWorker(value: value, lower: lower, upper: upper, reversed: reversed, outside: outside)
        }
    }
}

extension Rejection {
    static let intervalReversed = Rejection(
        "interval.reversed",
        en: "the lower end of the interval is above the upper one",
        da: "intervallets nedre grænse er over den øvre"
    )
    static let intervalOutside = Rejection(
        "interval.outside",
        en: "outside its own interval",
        da: "uden for sit eget interval"
    )
}

private final class IntervalWorker: BatchWorker {
    private let value: Field
    private let lower: Field
    private let upper: Field
    private let reversed: RuleHandle
    private let outside: RuleHandle

    init(value: Field, lower: Field, upper: Field, reversed: RuleHandle, outside: RuleHandle) {
        self.value = value
        self.lower = lower
        self.upper = upper
        self.reversed = reversed
        self.outside = outside
    }

    func process(_ batch: RecordBatch) throws {
        let values = try NumberValues(value, in: batch)
        let lows = try NumberValues(lower, in: batch)
        let highs = try NumberValues(upper, in: batch)
        for row in 0..<batch.rowCount {
            let hasLow = lows.isPresent(row)
            let hasHigh = highs.isPresent(row)
            if hasLow, hasHigh, lows.order(row, to: highs) == .greater {
                batch.turnDown(row: row, slot: lower.slot, rule: reversed)
            } else if values.isPresent(row),
                hasLow && values.order(row, to: lows) == .less || hasHigh && values.order(row, to: highs) == .greater
            {
                batch.turnDown(row: row, slot: value.slot, rule: outside)
            }
        }
    }
}
