import StageKit

/// Why a record of a workbook is turned down.
enum XLSXRule {
    static let error = Rejection(
        "xlsx.error",
        en: "the cell holds an error of Excel, such as #N/A or #DIV/0!",
        da: "cellen indeholder en Excel-fejl som #I/T eller #DIVISION/0!"
    )
    static let formula = Rejection(
        "xlsx.formula",
        en: "a formula whose result is not stored in the workbook",
        da: "en formel, hvis resultat ikke er gemt i projektmappen"
    )
    static let number = Rejection(
        "xlsx.number",
        en: "the cell says that it holds a number or a yes or no, and does not",
        da: "cellen angiver, at den indeholder et tal eller sandt/falsk, men gør det ikke"
    )
    static let date = Rejection(
        "xlsx.date",
        en: "the cell has the format of a date, and there is no such day",
        da: "cellen er formateret som dato, men der er ingen sådan dag"
    )
    static let beyond = Rejection(
        "xlsx.beyond",
        en: "a cell to the right of the last field has a value",
        da: "en celle til højre for det sidste felt har en værdi"
    )

    static let all = [error, formula, number, date, beyond]
}

/// The rules of one reader, ready to be broken.
struct XLSXRules: Sendable {
    let error: RuleHandle
    let formula: RuleHandle
    let number: RuleHandle
    let date: RuleHandle
    let beyond: RuleHandle

    init(_ context: inout StageContext) {
        error = context.rule(XLSXRule.error)
        formula = context.rule(XLSXRule.formula)
        number = context.rule(XLSXRule.number)
        date = context.rule(XLSXRule.date)
        beyond = context.rule(XLSXRule.beyond)
    }
}
