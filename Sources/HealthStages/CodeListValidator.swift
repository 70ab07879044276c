public import StageKit

/// Accepts only the codes of a code list.
public struct CodeListValidator: TransformStage {
    public static let declaration = StageDeclaration(
        "validate.code_list",
        "Accepts only the codes of a code list, spelt as the list has them; names and aliases are turned down.",
        example: """
            fields: [region]
            list: code_lists/regioner.csv
            """,
        exampleTable: """
            region | procent
            1081   | 12,5
            1085   | 9,8
            """,
        rules: [.notInCodeList, .notValidInCodeList]
    )

    @Option("Fields with codes.")
    public var fields: [TextField]

    @Option("The code list: a CSV file with the columns code, name, aliases, valid_from and valid_to.")
    public var list: CodeList

    @Option("The day, or the year meaning its 1 January, at which the code must be valid; otherwise any time will do.")
    public var at: CodeDay?

    @Option("A field with that day or year; a record without one takes any time.")
    public var atField: DayField?

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let slots = context.fields(fields).map(\.slot)
        let clock = context.clock(at: at, field: atField)
        let unknown = context.rule(.notInCodeList)
        let notValid = context.rule(.notValidInCodeList)
        guard let clock, !context.hasErrors else { return nil }
        return .free { [list] in
            CodeListWorker(slots: slots, list: list, clock: clock, unknown: unknown, notValid: notValid)
        }
    }
}

extension Rejection {
    fileprivate static let notInCodeList = Rejection(
        "code_list.unknown",
        en: "not a code of the code list",
        da: "er ikke en kode i kodelisten"
    )
    fileprivate static let notValidInCodeList = Rejection(
        "code_list.not_valid",
        en: "a code of the code list, but not valid at that time",
        da: "er en kode i kodelisten, men gælder ikke på det tidspunkt"
    )
}

private final class CodeListWorker: BatchWorker {
    private let fields: [(slot: Int, matcher: CodeMatcher)]
    private let days: DayColumn?
    private let unknown: RuleHandle
    private let notValid: RuleHandle

    init(slots: [Int], list: CodeList, clock: CodeClock, unknown: RuleHandle, notValid: RuleHandle) {
        fields = slots.map { ($0, CodeMatcher(list: list, spelling: .code, clock: clock)) }
        days = DayColumn(clock)
        self.unknown = unknown
        self.notValid = notValid
    }

    func process(_ batch: RecordBatch) {
        days?.read(batch)
        for (slot, matcher) in fields {
            matcher.match(batch.column(slot), in: batch, days: days?.days ?? [])
            let codes = matcher.codes
            for row in codes.indices where codes[row] >= CodeMatcher.firstOther && codes[row] != TextTranslation.absent
            {
                let rule = codes[row] == CodeMatcher.unknown ? unknown : notValid
                if rule.onFail == .reject {
                    batch.invalidate(row: row, rule: rule, slot: slot)
                } else {
                    batch.fault(row: row, rule: rule, slot: slot)
                }
            }
        }
    }
}
