/// Columns that are values of a dimension: years side by side, or an indicator in each.
enum WideGuess {
    /// The `normalize.unpivot` that makes rows of them; nil when the table is long.
    static func stage(_ columns: [ColumnGuess]) -> StageGuess? {
        let names = columns.map(\.name)
        let periods = names.filter(isPeriod)
        if periods.count >= 3 {
            let keep = names.filter { !isPeriod($0) }
            let isYears = periods.allSatisfy { $0.count == 4 }
            return stage(
                keep,
                name: isYears ? "aar" : "tid",
                note: Phrase(
                    "\(periods.count) columns are periods: one row for each is easier to work with; put it "
                        + "before normalize.missing",
                    da:
                        "\(periods.count) kolonner er perioder: én række for hver er lettere at arbejde med; sæt "
                        + "det før normalize.missing"
                )
            )
        }
        let numeric = columns.filter(\.isNumeric)
        if let groups = groups(numeric.map(\.name)) {
            var stage = stage(
                names.filter { name in !numeric.contains { $0.name == name } },
                name: "indikator",
                note: Phrase(
                    "names end in \(groups.joined(separator: ", ")): a row for each indicator; put it before "
                        + "normalize.missing",
                    da:
                        "navne ender på \(groups.joined(separator: ", ")): en række for hver indikator; sæt det før "
                        + "normalize.missing"
                )
            )
            stage?.options.removeAll { $0.key == "value" }
            stage?.options.append(GuessedOption("values", .pairs(groups.map { ($0, $0) })))
            return stage
        }
        guard numeric.count >= 12, numeric.count * 4 >= columns.count * 3 else { return nil }
        return stage(
            names.filter { name in !numeric.contains { $0.name == name } },
            name: "kolonne",
            note: Phrase(
                "\(numeric.count) columns of numbers: perhaps one for each value of something; put it "
                    + "before normalize.missing",
                da: "\(numeric.count) kolonner med tal: måske én for hver værdi af noget; sæt det før normalize.missing"
            )
        )
    }

    private static func stage(_ keep: [String], name: String, note: Phrase) -> StageGuess? {
        guard !keep.isEmpty else { return nil }
        func unused(_ name: String) -> String { keep.contains(name) ? name + "_2" : name }
        var stage = StageGuess(
            "normalize.unpivot",
            [
                GuessedOption("keep", .list(keep)), GuessedOption("name", unused(name)),
                GuessedOption("value", unused("tal")),
            ],
            notes: [note]
        )
        stage.isSuggestion = true
        return stage
    }

    /// `2021`, `2021K1`, `2021M05`.
    static func isPeriod(_ name: String) -> Bool {
        guard let year = Int(name.prefix(4)), (1900...2100).contains(year), name.prefix(4).allSatisfy(\.isNumber) else {
            return false
        }
        let rest = name.dropFirst(4)
        guard let kind = rest.first else { return true }
        return "KQMUHW".contains(kind) && (2...3).contains(rest.count) && rest.dropFirst().allSatisfy(\.isNumber)
    }

    /// Last words that several names share.
    private static func groups(_ names: [String]) -> [String]? {
        var heads: [String: Set<String>] = [:]
        var order: [String] = []
        for name in names {
            guard let blank = name.lastIndex(of: " ") else { continue }
            let last = String(name[name.index(after: blank)...])
            if heads[last] == nil { order.append(last) }
            heads[last, default: []].insert(String(name[..<blank]))
        }
        let shared = order.filter { (heads[$0]?.count ?? 0) >= 2 }
        let covered = shared.reduce(0) { $0 + (heads[$1]?.count ?? 0) }
        guard shared.count >= 2, covered == names.count, let first = heads[shared[0]] else { return nil }
        return shared.allSatisfy { heads[$0] == first } ? shared : nil
    }
}
