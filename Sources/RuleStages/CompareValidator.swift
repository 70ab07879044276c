import ByteKernels
public import StageKit

/// Turns down records in which two fields do not stand to each other as they must.
///
/// Numbers and dates are compared exactly, texts byte by byte, which is the order of their Unicode code points.
public struct CompareValidator: TransformStage {
    public static let declaration = StageDeclaration(
        "validate.compare",
        "Turns down records in which two fields of one kind do not stand to each other as they must.",
        example: """
            field: bekraeftede
            is: at_most
            other: testede
            """,
        exampleTable: """
            kommune | testede:integer | bekraeftede:integer
            0101    | 31207           | 1804
            0411    | 4               | ∅below_limit
            """,
        rules: [.compareFailed]
    )

    @Option("The field that is at fault when the comparison fails.")
    public var field: AnyField

    @Option("How it must stand to the other field.")
    public var `is`: Comparison

    @Option("The field to compare with.")
    public var other: AnyField

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let field = context.field(field)
        let other = context.field(other)
        if let field, let other { context.checkComparable(other, with: field, at: self.other.reference.place) }
        if let field, field.slot == other?.slot {
            context.mistake("a field is not compared with itself", at: self.other.reference.place)
        }
        let rule = context.rule(.compareFailed)
        guard !context.hasErrors, let field, let other else { return nil }
        let comparison = self.is
        return .free { CompareWorker(field: field, comparison: comparison, other: other, rule: rule) }
    }
}

extension Rejection {
    static let compareFailed = Rejection(
        "compare.failed",
        en: "does not stand to the field it is compared with as it must",
        da: "står ikke i det krævede forhold til feltet, det sammenlignes med"
    )
}

/// How one value stands to another.
public enum Comparison: String, OptionChoice {
    case equal
    case notEqual = "not_equal"
    case below
    case atMost = "at_most"
    case above
    case atLeast = "at_least"

    func holds(_ order: NumberOrder) -> Bool {
        switch self {
        case .equal: order == .equal
        case .notEqual: order != .equal
        case .below: order == .less
        case .atMost: order != .greater
        case .above: order == .greater
        case .atLeast: order != .less
        }
    }
}

private final class CompareWorker: BatchWorker {
    private let field: Field
    private let comparison: Comparison
    private let other: Field
    private let rule: RuleHandle
    private let coder = TextCoder()

    init(field: Field, comparison: Comparison, other: Field, rule: RuleHandle) {
        self.field = field
        self.comparison = comparison
        self.other = other
        self.rule = rule
    }

    func process(_ batch: RecordBatch) throws {
        if field.type == .text {
            compareTexts(of: batch)
        } else {
            let mine = try NumberValues(field, in: batch)
            let theirs = try NumberValues(other, in: batch)
            for row in 0..<batch.rowCount where mine.isPresent(row) && theirs.isPresent(row) {
                guard !comparison.holds(mine.order(row, to: theirs)) else { continue }
                batch.turnDown(row: row, slot: field.slot, rule: rule)
            }
        }
    }

    private func compareTexts(of batch: RecordBatch) {
        let mine = batch.column(field.slot)
        let theirs = batch.column(other.slot)
        coder.code(mine, in: batch)
        coder.code(theirs, in: batch)
        let (myTexts, theirTexts) = (mine.dictionary, theirs.dictionary)
        let (myBytes, theirBytes) = (myTexts.bytes, theirTexts.bytes)
        let (myCodes, theirCodes) = (mine.codes, theirs.codes)
        for row in 0..<batch.rowCount where mine.isPresent(row) && theirs.isPresent(row) {
            let order = textOrder(
                myBytes.span.extracting(myTexts.range(of: myCodes[row])),
                theirBytes.span.extracting(theirTexts.range(of: theirCodes[row]))
            )
            if !comparison.holds(order) { batch.turnDown(row: row, slot: field.slot, rule: rule) }
        }
    }
}

/// The order of two texts by their bytes; the shorter one first where it begins the other.
private func textOrder(_ left: Span<UInt8>, _ right: Span<UInt8>) -> NumberOrder {
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
        return left[index] < right[index] ? .less : .greater
    }
    return left.count == right.count ? .equal : left.count < right.count ? .less : .greater
}
