import StageKit

/// Why a record of a delimited file makes no row.
enum CSVRule {
    static let tooFewFields = Rejection(
        "csv.too_few_fields",
        en: "the record has fewer fields than the header",
        da: "posten har færre felter end overskriften"
    )
    static let tooManyFields = Rejection(
        "csv.too_many_fields",
        en: "the record has more fields than the header",
        da: "posten har flere felter end overskriften"
    )
    static let strayQuote = Rejection(
        "csv.stray_quote",
        en: "a quote stands inside a field that does not begin with one",
        da: "et anførselstegn står inde i et felt, der ikke begynder med et"
    )
    static let textAfterQuote = Rejection(
        "csv.text_after_quote",
        en: "text follows a closing quote",
        da: "der står tekst efter et afsluttende anførselstegn"
    )
    static let nulByte = Rejection(
        "csv.nul_byte",
        en: "the record holds a NUL byte",
        da: "posten indeholder en nulbyte"
    )
    static let encoding = Rejection(
        "csv.encoding",
        en: "the record holds bytes that are no text in the encoding of the file",
        da: "posten indeholder bytes, der ikke er tekst i filens tegnsæt"
    )
    static let blankRow = Rejection(
        "csv.blank_row",
        en: "all cells of the record are empty",
        da: "alle postens celler er tomme"
    )

    static let longCell = Rejection(
        "csv.long_cell",
        en: "a cell has more bytes than max_cell allows",
        da: "en celle har flere bytes, end max_cell tillader"
    )

    static let all = [
        tooFewFields, tooManyFields, strayQuote, textAfterQuote, nulByte, encoding, blankRow, longCell,
    ]
}

/// The rules of one reader, ready to be broken.
struct CSVRules: Sendable {
    let tooFewFields: RuleHandle
    let tooManyFields: RuleHandle
    let strayQuote: RuleHandle
    let textAfterQuote: RuleHandle
    let nulByte: RuleHandle
    let encoding: RuleHandle
    let blankRow: RuleHandle
    let longCell: RuleHandle

    init(_ context: inout StageContext) {
        tooFewFields = context.rule(CSVRule.tooFewFields)
        tooManyFields = context.rule(CSVRule.tooManyFields)
        strayQuote = context.rule(CSVRule.strayQuote)
        textAfterQuote = context.rule(CSVRule.textAfterQuote)
        nulByte = context.rule(CSVRule.nulByte)
        encoding = context.rule(CSVRule.encoding)
        blankRow = context.rule(CSVRule.blankRow)
        longCell = context.rule(CSVRule.longCell)
    }
}
