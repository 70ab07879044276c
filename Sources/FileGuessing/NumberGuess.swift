/// Whether a column of numbers is of whole ones, how they are grouped, and which decimal mark they have.
struct NumberGuess {
    private let tally: ReadingTally
    private let marks: MarkVotes

    init(_ tally: ReadingTally, _ marks: MarkVotes) {
        self.tally = tally
        self.marks = marks
    }

    func apply(to guess: inout ColumnGuess) {
        let comma = tally[.commaDecimal]
        let point = tally[.pointDecimal]
        let ambiguousPoint = tally[.pointThousand]
        let ambiguousComma = tally[.commaThousand]
        if tally[.star] > 0 { guess.take(stars: tally[.star]) }
        if tally[.leadingZero] > 0, comma + point == 0 {
            guess.say(
                Phrase(
                    "\(tally[.leadingZero].en) of \(tally.numbers.en) have a zero in front: codes, which stay text",
                    da:
                        "\(tally[.leadingZero].da) af \(tally.numbers.da) har nul foran: koder, som bliver ved at "
                        + "være tekst"
                )
            )
            return
        }
        if tally[.integer] == tally.numbers, tally.longest >= 10 {
            guess.say(
                Phrase(
                    "up to \(tally.longest) digits: numbers that name something, which stay text",
                    da: "op til \(tally.longest) cifre: numre, der navngiver noget, og som bliver ved at være tekst"
                )
            )
            return
        }
        let certain = (tally.fewCommas ? 0 : comma) + (tally.fewPoints ? 0 : point)
        if certain > 0 {
            decimals(&guess, comma, point, ambiguousPoint, ambiguousComma)
        } else {
            integers(&guess, ambiguousPoint, ambiguousComma)
            if case .integer = guess.kind { guess.addStrays(comma + point) }
        }
        guess.sayStrays()
        sayStars(guess.stars, &guess)
    }

    private func sayStars(_ stars: Int, _ guess: inout ColumnGuess) {
        guard stars > 0 else { return }
        guess.say(Phrase("a star behind: \(stars.en)", da: "stjerne bagefter: \(stars.da)"))
    }

    private func decimals(_ guess: inout ColumnGuess, _ comma: Int, _ point: Int, _ points: Int, _ commas: Int) {
        let isComma = comma == point ? marks.isComma : comma > point
        guess.kind = .number(mark: isComma ? "comma" : "point", percent: tally[.percent] > 0)
        guess.say(
            Phrase(
                "numbers: decimal comma in \(comma.en), point in \(point.en)",
                da: "tal: decimalkomma i \(comma.da), punktum i \(point.da)"
            )
        )
        if tally[.integer] > 0 {
            guess.say(Phrase("whole: \(tally[.integer].en)", da: "hele: \(tally[.integer].da)"))
        }
        if points > 0 {
            guess.say(
                isComma
                    ? Phrase(
                        "\(points.en) like 1.234 with a point between thousands",
                        da: "\(points.da) som 1.234 med tusindtalspunktum"
                    )
                    : Phrase(
                        "\(points.en) like 1.234 with three decimals",
                        da: "\(points.da) som 1.234 med tre decimaler"
                    )
            )
        }
        if commas > 0 {
            guess.say(
                isComma
                    ? Phrase(
                        "\(commas.en) like 1,234 with three decimals",
                        da: "\(commas.da) som 1,234 med tre decimaler"
                    )
                    : Phrase(
                        "\(commas.en) like 1,234 with a comma between thousands",
                        da: "\(commas.da) som 1,234 med tusindtalskomma"
                    )
            )
        }
        let lost = isComma ? point : comma
        if lost > 0 {
            guess.say(
                Phrase(
                    "MIXED: \(lost.en) have the other mark and will be rejected",
                    da: "BLANDET: \(lost.da) har det andet tegn og vil blive afvist"
                )
            )
        }
    }

    private func integers(_ guess: inout ColumnGuess, _ points: Int, _ commas: Int) {
        let isYear = tally[.year] == tally.numbers
        guess.say(
            isYear
                ? Phrase("years: \(tally[.year].en)", da: "årstal: \(tally[.year].da)")
                : Phrase("whole numbers: \(tally.numbers.en)", da: "hele tal: \(tally.numbers.da)")
        )
        if isYear { guess.becomeYear() }
        if tally[.percent] > 0 {
            guess.kind = .number(mark: marks.isPoint ? "point" : "comma", percent: true)
            return
        }
        guess.kind = .integer(grouping: nil)
        if tally[.pointGroups] > 0 || points > 0 {
            group(
                &guess,
                "point",
                certain: tally[.pointGroups],
                ambiguous: points,
                decimal: "point",
                speaks: marks.isComma
            )
        } else if tally[.commaGroups] > 0 || commas > 0 {
            group(
                &guess,
                "comma",
                certain: tally[.commaGroups],
                ambiguous: commas,
                decimal: "comma",
                speaks: marks.isPoint
            )
        } else if tally[.spaceGroups] > 0 {
            guess.kind = .integer(grouping: "space")
            guess.say(
                Phrase(
                    "\(tally[.spaceGroups].en) grouped by blanks",
                    da: "\(tally[.spaceGroups].da) med blanke mellem tusinder"
                )
            )
        }
    }

    /// `1.234` alone may be grouped or have three decimals: other columns, longer groups and plain numbers tell.
    private func group(
        _ guess: inout ColumnGuess,
        _ sign: String,
        certain: Int,
        ambiguous: Int,
        decimal: String,
        speaks: Bool
    ) {
        let isDecimal =
            certain == 0 && !speaks
            && (decimal == "point" && marks.isAlwaysPoint || tally.longPlain > 0
                || (decimal == "point" ? marks.isPoint : marks.isComma))
        guess.kind = isDecimal ? .number(mark: decimal, percent: false) : .integer(grouping: sign)
        let example = sign == "point" ? "1.234" : "1,234"
        if isDecimal {
            guess.say(
                Phrase(
                    "\(ambiguous.en) like \(example) with three decimals",
                    da: "\(ambiguous.da) som \(example) med tre decimaler"
                )
            )
        } else {
            guess.say(
                Phrase(
                    "\((certain + ambiguous).en) like \(example) with a \(sign) between thousands",
                    da:
                        "\((certain + ambiguous).da) som \(example) med \(sign == "point" ? "punktum" : "komma") "
                        + "mellem tusinder"
                )
            )
        }
        if certain == 0, !speaks, tally.longPlain == 0, !marks.isAlwaysPoint {
            guess.say(
                Phrase(
                    "AMBIGUOUS: \(example) can be a thousand or three decimals; ask the sender",
                    da: "TVETYDIGT: \(example) kan være tusind eller tre decimaler; spørg afsenderen"
                )
            )
        }
    }
}
