public import ByteKernels
public import StageKit

/// Turns down texts that do not have the form of a type, and leaves them text.
public struct TypeValidator: TransformStage {
    public static let declaration = StageDeclaration(
        "validate.type",
        "Turns down texts that are not written as a type wants them; the field stays text.",
        example: """
            fields: [procent]
            type: number
            decimal_mark: comma
            """,
        exampleTable: """
            kommune | procent
            0101    | 1.012,5
            0147    | ∅
            """,
        rules: [.typeMismatch]
    )

    @Option("Fields of text.")
    public var fields: [TextField]

    @Option("What the texts must be: a decimal is a number of at most 18 digits, a boolean true or false.")
    public var type: FieldType

    @Option("The decimal mark of numbers; the other mark groups thousands.")
    public var decimalMark = DecimalMark.comma

    @Option("Whether thousands may be grouped.")
    public var grouping = false

    @Option("How dates are written, such as dd-MM-yyyy.")
    public var pattern = "yyyy-MM-dd"

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let fields = context.ruleFields(fields, at: $fields)
        if type == .text { context.mistake("every value of a field of text is text", at: $type.place) }
        // Of an integer the mark tells by which sign its thousands are grouped.
        let isNumber = type == .number || type == .decimal || type == .integer
        if !isNumber, $decimalMark.isGiven {
            context.mistake("only numbers have a decimal mark", at: $decimalMark.place)
        }
        if !isNumber, $grouping.isGiven { context.mistake("only numbers have groups", at: $grouping.place) }
        if type != .date, $pattern.isGiven {
            context.mistake("only dates have a pattern", at: $pattern.place, hint: "validate.pattern checks other text")
        }
        let test = makeTest(&context)
        let rule = context.rule(.typeMismatch)
        guard !context.hasErrors, let test else { return nil }
        return .free { TextJudgeWorker(slots: fields.map(\.slot)) { test.passes($0) ? nil : rule } }
    }

    private func makeTest(_ context: inout StageContext) -> TypeTest? {
        switch type {
        case .text: return nil
        case .boolean: return .boolean
        case .integer: return .integer(grouping: grouping ? decimalMark.groupMark : nil)
        case .number: return .number(decimalMark, grouping: grouping, isBounded: false)
        case .decimal: return .number(decimalMark, grouping: grouping, isBounded: true)
        case .date:
            do throws(DatePatternError) {
                return .date(try DatePattern(pattern))
            } catch {
                context.mistake("no pattern of dates: \(error.message)", at: $pattern.place)
                return nil
            }
        }
    }
}

extension Rejection {
    static let typeMismatch = Rejection(
        "type.mismatch",
        en: "not of the type that is wanted here",
        da: "ikke af den type, der ventes her"
    )
}

/// The form that a text must have.
private enum TypeTest: Sendable {
    case boolean
    case integer(grouping: UInt8?)
    case number(DecimalMark, grouping: Bool, isBounded: Bool)
    case date(DatePattern)

    func passes(_ text: Span<UInt8>) -> Bool {
        switch self {
        case .boolean: return ["true", "false"].contains(makeString(text))
        case .integer(let grouping):
            if case .value = IntegerText.parse(text, from: 0, to: text.count, grouping: grouping) { return true }
            return false
        case .number(let mark, let grouping, let isBounded):
            switch Decimal64.parse(text, from: 0, to: text.count, mark: mark, grouping: grouping) {
            case .value: return true
            case .tooLong: return !isBounded
            case .notANumber: return false
            }
        case .date(let pattern):
            if case .date = pattern.parse(text, from: 0, to: text.count) { return true }
            return false
        }
    }
}
