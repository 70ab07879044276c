import StageKit

/// A value stage as authors write it: a function of one text.
struct WordValidator: Validator {
    static let declaration = StageDeclaration(
        "validate.word",
        "Accepts texts without a blank at their ends.",
        example: "fields: [kommune]",
        rules: [.blankAtEnd]
    )

    @Option("Fields to judge.")
    var fields: [TextField]

    func validate(_ value: String) throws(Rejection) {
        if value.first == " " || value.last == " " { throw .blankAtEnd }
    }
}

/// A per-row stage as authors write it: a function of one record.
struct AnswersValidator: RowValidator {
    static let declaration = StageDeclaration(
        "validate.answers",
        "Accepts years that begin with 20, and as many answers as there can be.",
        example: "{ year: år, answers: antal_svar }",
        rules: [.tooManyAnswers]
    )

    @Option("The year.")
    var year: IntegerField

    @Option("The number of answers.")
    var answers: IntegerField

    func validate(_ row: Row) throws(RowFault) {
        guard let count = row.integer(answers), let year = row.integer(year) else { return }
        if count > 1_000_000 || year < 2000 { throw RowFault(.tooManyAnswers, field: answers.name) }
    }
}

extension Rejection {
    fileprivate static let blankAtEnd = Rejection(
        "word.blank",
        en: "has a blank at an end",
        da: "har blanktegn i en ende"
    )
    fileprivate static let tooManyAnswers = Rejection(
        "answers.many",
        en: "cannot be so many",
        da: "kan ikke være så mange"
    )
}
