import StageKit

/// What a column seems to hold, with the counts that say so.
public struct ColumnGuess: Sendable {
    /// The field.
    public let name: String
    /// As pipelines name the type: text, integer, number, date, boolean or code.
    public var type: String { kind.name }
    /// Why, in the order in which it is said.
    public private(set) var evidence: [Phrase] = []

    var kind = ColumnKind.text
    /// The signs for missing values, with their numbers.
    private(set) var signs: [(sign: MissingSign, count: Int)] = []
    /// Frequent texts in a column of numbers that are no known sign.
    private(set) var oddSigns: [(text: String, count: Int)] = []
    private(set) var blanks = 0
    private(set) var padded = 0
    private(set) var stars = 0
    /// Values that the stage for the column will turn down.
    private(set) var strays = 0
    /// A list that knows many values, and not enough.
    private(set) var possibleList: String?
    private(set) var isPersonal = false
    private(set) var isYear = false
    /// Whether it can be part of a key: codes, years, texts with few values.
    private(set) var isDimension = false
    private(set) var different = 0
    private(set) var count = 0
    private(set) var isComplete = true
    private(set) var codes: [UInt32] = []

    init(_ column: ColumnProfile, marks: MarkVotes, lists: [NamedCodeList], today: Int64) {
        name = column.name
        let tally = column.tally
        count = column.count
        blanks = tally[.blank] + column.absent
        padded = tally[.padded]
        codes = column.codes
        isComplete = column.isComplete
        different = column.shapes.count { !$0.readings.contains(.blank) && !$0.readings.contains(.sign) }
        findKind(column, marks, lists, today)
        findSigns(column, lists)
        if tally.present == 0 { evidence.append(Phrase("no values", da: "ingen værdier")) }
        sayMissing()
        isDimension = !isPersonal && isKeyLike && tally.present > 0
    }

    /// A field that only other inputs have.
    init(lacking name: String, kind: ColumnKind) {
        self.name = name
        self.kind = kind
        evidence = [Phrase("not in these files", da: "ikke i disse filer")]
    }

    /// Takes the kind that the field has in all inputs.
    mutating func settle(on other: ColumnKind) {
        guard kind.name != other.name else { return }
        kind = other
        evidence.append(
            Phrase("text, since other files have another type", da: "tekst, da andre filer har en anden type")
        )
    }

    var isNumeric: Bool {
        switch kind {
        case .integer: !isYear
        case .number: true
        default: false
        }
    }

    private var isKeyLike: Bool {
        switch kind {
        case .number: false
        case .integer: isYear
        case .text, .date, .boolean, .code: true
        }
    }

    private mutating func findKind(
        _ column: ColumnProfile,
        _ marks: MarkVotes,
        _ lists: [NamedCodeList],
        _ today: Int64
    ) {
        let tally = column.tally
        guard tally.present > 0 else { return }
        if tally[.personal] * 2 >= tally.present, tally[.personal] > 0, tally.isAnyDate * 2 < tally.present {
            isPersonal = true
            evidence.append(
                Phrase(
                    "PERSONAL: \(tally[.personal].en) of \(tally.present.en) are shaped like CPR numbers; no "
                        + "value is shown",
                    da:
                        "PERSONLIGT: \(tally[.personal].da) af \(tally.present.da) har form som CPR-numre; ingen "
                        + "værdi vises"
                )
            )
            return
        }
        if let fit = CodeListFit.best(column, lists, today: today) {
            sayFit(fit, column)
            return
        }
        if tally.isAnyDate * 100 >= tally.present * 95, findDate(tally) { return }
        if tally[.boolean] == tally.present {
            kind = .boolean
            evidence.append(
                Phrase("yes or no: \(tally.present.en)", da: "ja eller nej: \(tally.present.da)")
            )
            return
        }
        // Signs that are no known ones and stand again and again among numbers.
        oddSigns = Self.oddSigns(column)
        let odd = oddSigns.reduce(0) { $0 + $1.count }
        let others = tally.present - odd - tally.numbers
        let isMost = tally.numbers * 100 >= (tally.present - odd) * 95 || others == 1 && tally.numbers >= 9
        // Codes of letters and digits are no whole numbers with mistakes.
        let isCode = others * 50 > tally.present && tally[.integer] == tally.numbers
        if isMost, !isCode, tally.numbers > 0 {
            strays = others
            NumberGuess(tally, marks).apply(to: &self)
            return
        }
        oddSigns = []
        sayText(column)
    }

    // MARK: Codes

    private mutating func sayFit(_ fit: CodeListFit, _ column: ColumnProfile) {
        let path = fit.list.path
        var phrase = Phrase(
            "\(fit.share.percent) in \(path), \(fit.codes.count) of its \(fit.list.list.codes.count) codes",
            da: "\(fit.share.danishPercent) i \(path), \(fit.codes.count) af dens \(fit.list.list.codes.count) koder"
        )
        if fit.exact < fit.known {
            let others = fit.known - fit.exact
            phrase =
                phrase
                + Phrase(
                    "; names and other spellings: \(others.en)",
                    da: "; navne og andre skrivemåder: \(others.da)"
                )
        }
        if fit.expired > 0 {
            phrase =
                phrase
                + Phrase(
                    "; \(fit.expired.en) are not valid today: write at: or at_field:",
                    da: "; \(fit.expired.da) gælder ikke i dag: skriv at: eller at_field:"
                )
        }
        if fit.share >= 0.98 || fit.unknown == 1 && fit.present >= 10 && fit.share >= 0.9 {
            kind = .code(list: path)
            strays = fit.present - fit.known
        } else {
            possibleList = path
            phrase = phrase + Phrase(" only: text", da: ", ikke flere: tekst")
        }
        evidence.append(phrase)
        sayStrays()
    }

    // MARK: Dates

    private mutating func findDate(_ tally: ReadingTally) -> Bool {
        guard let most = tally.dates.max(), most * 100 >= tally.present * 95 else { return false }
        let best = tally.dates.indices.filter { tally.dates[$0] == most && $0 < DateNotations.all.count }
        guard let first = best.first else { return false }
        let pattern = DateNotations.all[first]
        kind = .date(pattern: pattern)
        strays = tally.present - most
        evidence.append(
            Phrase(
                "\(most.en) of \(tally.present.en) are days written \(pattern)",
                da: "\(most.da) af \(tally.present.da) er dage skrevet \(pattern)"
            )
        )
        let american = best.dropFirst().map { DateNotations.all[$0] }.first { $0.hasPrefix("M") }
        if let american, pattern.hasPrefix("d") {
            evidence.append(
                Phrase(
                    "AMBIGUOUS: all fit \(american) as well; ask the sender",
                    da: "TVETYDIGT: alle passer også med \(american); spørg afsenderen"
                )
            )
        }
        sayStrays()
        return true
    }

    // MARK: Text

    private mutating func sayText(_ column: ColumnProfile) {
        let tally = column.tally
        evidence.append(
            Phrase(
                "text\(column.isComplete ? ", \(different.en) different" : ", many different")",
                da: "tekst\(column.isComplete ? ", \(different.da) forskellige" : ", mange forskellige")"
            )
        )
        if tally[.dateTime] * 10 >= tally.present * 9 {
            evidence.append(Phrase("days with the time of day", da: "dage med klokkeslæt"))
        }
        if tally[.personal] > 0 {
            isPersonal = true
            evidence.append(
                Phrase(
                    "PERSONAL: \(tally[.personal].en) are shaped like CPR numbers",
                    da: "PERSONLIGT: \(tally[.personal].da) har form som CPR-numre"
                )
            )
        }
        if tally.numbers > 0 {
            evidence.append(
                Phrase(
                    "\(tally.numbers.en) of \(tally.present.en) are numbers",
                    da: "\(tally.numbers.da) af \(tally.present.da) er tal"
                )
            )
        }
    }

    private static func oddSigns(_ column: ColumnProfile) -> [(text: String, count: Int)] {
        var found: [(text: String, count: Int)] = []
        for (shape, count) in zip(column.shapes, column.counts) where count >= 2 && (1...12).contains(shape.text.count)
        {
            let other: Readings = [.blank, .sign, .personal, .boolean, .dateTime]
            guard !shape.readings.isNumber, shape.dates == 0, shape.readings.isDisjoint(with: other),
                !shape.text.contains(where: ValueShape.isDigit)
            else { continue }
            found.append((String(decoding: shape.text, as: UTF8.self), count))
        }
        return found.count <= 3 ? found : []
    }

    // MARK: Words for what is missing

    mutating func say(_ phrase: Phrase) { evidence.append(phrase) }
    mutating func addStrays(_ count: Int) { strays += count }
    mutating func becomeYear() { isYear = true }
    mutating func take(stars: Int) { self.stars = stars }

    /// In texts most signs may be values: a region can be called NA.
    private mutating func findSigns(_ column: ColumnProfile, _ lists: [NamedCodeList]) {
        var list: NamedCodeList?
        if case .code(let path) = kind { list = lists.first { $0.path == path } }
        for (shape, count) in zip(column.shapes, column.counts) {
            guard shape.readings.contains(.sign), let sign = MissingSign(shape.text) else { continue }
            if kind == .text || kind == .boolean, different > 0, !["..", "..."].contains(sign.text) { continue }
            if let list, sign.mayBeCode || list.list.meaning(of: Array(shape.text).span) != nil { continue }
            signs.append((sign, count))
        }
        signs.sort { ($1.count, $0.sign.text) < ($0.count, $1.sign.text) }
    }

    mutating func sayStrays() {
        guard strays > 0 else { return }
        evidence.append(Phrase("not so, and rejected: \(strays.en)", da: "ikke sådan og afvises: \(strays.da)"))
    }

    private mutating func sayMissing() {
        let all = signs.map { ($0.sign.text, $0.count) } + oddSigns.map { ($0.text, $0.count) }
        if !all.isEmpty {
            evidence.append(
                Phrase(
                    all.map { "'\($0)' \($1.en)" }.joined(separator: ", "),
                    da: all.map { "'\($0)' \($1.da)" }.joined(separator: ", ")
                )
            )
        }
        if blanks > 0 { evidence.append(Phrase("empty: \(blanks.en)", da: "tomme: \(blanks.da)")) }
        if padded > 0 { evidence.append(Phrase("blanks around: \(padded.en)", da: "blanke omkring: \(padded.da)")) }
    }
}
