/// One part of a date pattern.
enum DatePatternItem: Equatable, Sendable {
    enum Field: Sendable { case year, month, day }

    case number(Field, minimum: Int, maximum: Int)
    case monthName(isFull: Bool)
    case literal(UInt8)

    /// The parts of `pattern`, which has exactly one day, month and year.
    static func items(of pattern: String) throws(DatePatternError) -> [DatePatternItem] {
        let characters = Array(pattern)
        var items: [DatePatternItem] = []
        var found: Set<Field> = []
        var at = 0
        while at < characters.count {
            let start = at
            let character = characters[at]
            var added: [DatePatternItem]
            if character == "'" {
                added = try quoted(characters, at: &at).utf8.map { .literal($0) }
            } else if character.isASCII, character.isLetter {
                while at < characters.count, characters[at] == character { at += 1 }
                let (field, item) = try letters(character, count: at - start, at: start)
                guard found.insert(field).inserted else {
                    throw DatePatternError(message: "'\(character)' stands twice; once is enough", position: start)
                }
                added = [item]
            } else {
                added = character.utf8.map { .literal($0) }
                at += 1
            }
            if let last = items.last, let next = added.first, last.swallows(next) {
                throw DatePatternError(
                    message: "it is uncertain where the part before ends; put a sign between them",
                    position: start
                )
            }
            items += added
        }
        for (field, name) in [
            (Field.day, "day, 'd' or 'dd'"), (.month, "month, 'M' to 'MMMM'"), (.year, "year, 'yyyy'"),
        ]
        where !found.contains(field) {
            throw DatePatternError(message: "the pattern has no \(name)", position: characters.count)
        }
        return items
    }

    private static func letters(
        _ letter: Character,
        count: Int,
        at position: Int
    ) throws(DatePatternError) -> (Field, DatePatternItem) {
        switch (letter, count) {
        case ("d", 1): return (.day, .number(.day, minimum: 1, maximum: 2))
        case ("d", 2): return (.day, .number(.day, minimum: 2, maximum: 2))
        case ("M", 1): return (.month, .number(.month, minimum: 1, maximum: 2))
        case ("M", 2): return (.month, .number(.month, minimum: 2, maximum: 2))
        case ("M", 3): return (.month, .monthName(isFull: false))
        case ("M", 4): return (.month, .monthName(isFull: true))
        case ("y", 4): return (.year, .number(.year, minimum: 4, maximum: 4))
        case ("y", 2):
            throw DatePatternError(message: "two digits do not tell the century; use 'yyyy'", position: position)
        case ("y", _): throw DatePatternError(message: "a year is written 'yyyy'", position: position)
        case ("d", _): throw DatePatternError(message: "a day is written 'd' or 'dd'", position: position)
        case ("M", _):
            throw DatePatternError(message: "a month is written 'M', 'MM', 'MMM' or 'MMMM'", position: position)
        case ("m", _): throw DatePatternError(message: "'m' is unknown; a month is written 'MM'", position: position)
        default:
            throw DatePatternError(
                message: "'\(letter)' is unknown; a letter that stands for itself goes in quotes",
                position: position
            )
        }
    }

    /// The text of the quotes that open at `at`; two quotes are one of their kind.
    private static func quoted(_ characters: [Character], at: inout Int) throws(DatePatternError) -> String {
        let start = at
        var text = ""
        at += 1
        while at < characters.count {
            let character = characters[at]
            at += 1
            guard character == "'" else {
                text.append(character)
                continue
            }
            guard at < characters.count, characters[at] == "'" else { return text.isEmpty ? "'" : text }
            text.append("'")
            at += 1
        }
        throw DatePatternError(message: "the quote is not closed", position: start)
    }

    /// True if this part would take the beginning of `next` for its own.
    private func swallows(_ next: DatePatternItem) -> Bool {
        switch (self, next) {
        case (.number(_, let minimum, let maximum), .number): minimum < maximum
        case (.number(_, let minimum, let maximum), .literal(let byte)):
            minimum < maximum && NumberSyntax.isDigit(byte)
        case (.monthName, .literal(let byte)): (byte | 0x20) &- UInt8(ascii: "a") < 26
        default: false
        }
    }
}
