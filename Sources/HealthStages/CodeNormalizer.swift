public import StageKit

/// Puts the code of a code list in place of names and other spellings.
public struct CodeNormalizer: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.code",
        "Puts the code of a code list in place of names and other spellings, as the list has them at the time.",
        example: """
            fields: [kommune]
            list: code_lists/kommuner.csv
            at: 2021-01-01
            """,
        exampleTable: """
            kommune | procent
            0101    | 12,5
            Aarhus  | 9,8
            Kbh     | ..
            """,
        rules: [.unknownCode, .codeNotValid]
    )

    @Option("Fields with codes, names or aliases.")
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
        let unknown = context.rule(.unknownCode)
        let notValid = context.rule(.codeNotValid)
        guard let clock, !context.hasErrors else { return nil }
        return .free { [list] in
            CodeNormalizerWorker(slots: slots, list: list, clock: clock, unknown: unknown, notValid: notValid)
        }
    }
}

extension Rejection {
    fileprivate static let unknownCode = Rejection(
        "code.unknown",
        en: "not in the code list",
        da: "findes ikke i kodelisten"
    )
    fileprivate static let codeNotValid = Rejection(
        "code.not_valid",
        en: "in the code list, but not valid at that time",
        da: "findes i kodelisten, men gælder ikke på det tidspunkt"
    )
}

private final class CodeNormalizerWorker: BatchWorker {
    private let fields: [(slot: Int, matcher: CodeMatcher)]
    private let codes: ValueDictionary
    private let days: DayColumn?
    private let unknown: RuleHandle
    private let notValid: RuleHandle

    init(slots: [Int], list: CodeList, clock: CodeClock, unknown: RuleHandle, notValid: RuleHandle) {
        fields = slots.map { ($0, CodeMatcher(list: list, spelling: .any, clock: clock)) }
        codes = list.codes
        days = DayColumn(clock)
        self.unknown = unknown
        self.notValid = notValid
    }

    func process(_ batch: RecordBatch) {
        days?.read(batch)
        for (slot, matcher) in fields {
            let column = batch.column(slot)
            matcher.match(column, in: batch, days: days?.days ?? [])
            matcher.update { numbers in
                for row in numbers.indices where numbers[row] >= CodeMatcher.firstOther {
                    if numbers[row] != TextTranslation.absent {
                        let rule = numbers[row] == CodeMatcher.unknown ? unknown : notValid
                        batch.invalidate(row: row, rule: rule, slot: slot)
                    }
                    numbers[row] = 0
                }
                // The column's old codes are the memory for the next batch.
                swap(&column.codes, &numbers)
            }
            column.dictionary = codes
        }
    }
}
