import ByteKernels

/// The entries of a code list by their spellings; finds the mistakes in them.
struct CodeIndex {
    private(set) var codeKeys = ByteDictionary()
    private(set) var spellings = ByteDictionary()
    private(set) var foldedSpellings = ByteDictionary()

    private let table: Table
    private var entries: [Entry] = []
    /// The entries of each code, spelling and folded spelling.
    private var byCode: [[Int]] = []
    private var bySpelling: [[Int]] = []
    private var byFolded: [[Use]] = []

    private struct Entry {
        var row: Int
        var period: CodePeriod
    }

    /// A spelling of an entry; the place is that of an alias.
    private struct Use {
        var entry: Int
        var alias: SourcePlace?
    }

    private struct Columns {
        var code: Int
        var name: Int?
        var aliases: Int?
        var from: Int?
        var to: Int?
    }

    init(_ table: Table, mistakes: inout ListMistakes) {
        self.table = table
        // An empty file was reported already.
        guard !table.columns.isEmpty else { return }
        guard let code = table.columns.firstIndex(of: "code") else {
            mistakes.add(
                "a code list needs a column 'code'",
                at: table.headerPlace,
                hint: Spelling.suggestion(for: "code", among: table.columns)
                    ?? "columns here: \(table.columns.joined(separator: ", "))"
            )
            return
        }
        let columns = Columns(
            code: code,
            name: table.columns.firstIndex(of: "name"),
            aliases: table.columns.firstIndex(of: "aliases"),
            from: table.columns.firstIndex(of: "valid_from"),
            to: table.columns.firstIndex(of: "valid_to")
        )
        if table.rowCount == 0 { mistakes.add("the code list has no codes", at: table.headerPlace) }
        for row in 0..<table.rowCount { add(row: row, columns, &mistakes) }
        findTwins(columns, &mistakes)
        findAmbiguousAliases(&mistakes)
    }

    // MARK: Results

    /// The row of the newest entry of each code.
    func newestRows() -> [UInt32] {
        byCode.map { numbers in
            let newest = numbers.map { entries[$0] }.max { $1.period.isNewer(than: $0.period) }
            return UInt32(clamping: newest?.row ?? 0)
        }
    }

    /// What each code, spelling and folded spelling means when.
    func timelines() -> CodeTimelines {
        var timelines = CodeTimelines()
        for numbers in byCode { timelines.append([periods(numbers)]) }
        for number in 0..<UInt32(spellings.count) {
            let range = spellings[number]
            let code = codeKeys.find(spellings.arena.span, from: range.lowerBound, to: range.upperBound)
            var folded: [UInt8] = []
            TextFolding.names.fold(
                spellings.arena.span,
                from: range.lowerBound,
                to: range.upperBound,
                into: &folded
            )
            let loose = foldedSpellings.find(folded.span, from: 0, to: folded.count)
            timelines.append([
                code.map { periods(byCode[Int($0)]) } ?? [],
                periods(bySpelling[Int(number)]),
                loose.map { periods(byFolded[Int($0)].map(\.entry)) } ?? [],
            ])
        }
        for uses in byFolded { timelines.append([periods(uses.map(\.entry))]) }
        return timelines
    }

    private func periods(_ numbers: [Int]) -> [CodePeriod] { numbers.map { entries[$0].period } }

    // MARK: Reading entries

    private mutating func add(row: Int, _ columns: Columns, _ mistakes: inout ListMistakes) {
        let codeRange = table.range(row: row, column: columns.code)
        let from = day(row: row, column: columns.from, ifEmpty: .min, &mistakes)
        let to = day(row: row, column: columns.to, ifEmpty: .max, &mistakes)
        guard !codeRange.isEmpty, let code = codeKeys.number(of: table.bytes, codeRange) else {
            return mistakes.add("an entry without a code", at: table.place(row: row, column: columns.code))
        }
        if Int(code) == byCode.count { byCode.append([]) }
        guard let from, let to else { return }
        guard from <= to else {
            let place = table.place(row: row, column: columns.to ?? columns.code)
            return mistakes.add("valid_to is before valid_from", at: place, hint: "both days belong to the time")
        }
        let entry = entries.count
        entries.append(Entry(row: row, period: CodePeriod(code: code, from: from, to: to)))
        byCode[Int(code)].append(entry)
        addSpelling(codeRange, of: entry, alias: nil)
        if let name = columns.name { addSpelling(table.range(row: row, column: name), of: entry, alias: nil) }
        if let aliases = columns.aliases { addAliases(row: row, column: aliases, of: entry) }
    }

    private mutating func addAliases(row: Int, column: Int, of entry: Int) {
        let cell = table.range(row: row, column: column)
        for part in table.bytes[cell].split(separator: UInt8(ascii: "|")) {
            var alias = part
            while alias.first == UInt8(ascii: " ") { alias.removeFirst() }
            while alias.last == UInt8(ascii: " ") { alias.removeLast() }
            let text = String(decoding: alias, as: UTF8.self)
            let place = table.place(row: row, column: column, offset: alias.startIndex - cell.lowerBound, text: text)
            addSpelling(alias.startIndex..<alias.endIndex, of: entry, alias: place)
        }
    }

    private mutating func addSpelling(_ range: Range<Int>, of entry: Int, alias: SourcePlace?) {
        guard !range.isEmpty, let number = spellings.number(of: table.bytes, range) else { return }
        if Int(number) == bySpelling.count { bySpelling.append([]) }
        bySpelling[Int(number)].append(entry)
        var folded: [UInt8] = []
        TextFolding.names.fold(table.bytes.span, from: range.lowerBound, to: range.upperBound, into: &folded)
        // Nothing is left of a lone hyphen, and nothing is no spelling.
        if folded.isEmpty { folded = Array(table.bytes[range]) }
        guard let loose = foldedSpellings.number(of: folded, 0..<folded.count) else { return }
        if Int(loose) == byFolded.count { byFolded.append([]) }
        byFolded[Int(loose)].append(Use(entry: entry, alias: alias))
    }

    /// The day in a cell; nil when it is none, which is reported.
    private func day(row: Int, column: Int?, ifEmpty open: Int64, _ mistakes: inout ListMistakes) -> Int64? {
        guard let column, !table.range(row: row, column: column).isEmpty else { return open }
        let range = table.range(row: row, column: column)
        if let day = ISODay.parse(table.bytes[range]) { return day }
        let text = table.text(row: row, column: column)
        mistakes.add("'\(text)' is not a day such as 2021-05-31", at: table.place(row: row, column: column))
        return nil
    }

    // MARK: Mistakes between entries

    /// The same code twice at the same time.
    private func findTwins(_ columns: Columns, _ mistakes: inout ListMistakes) {
        for numbers in byCode where numbers.count > 1 {
            let inTime = numbers.sorted { entries[$0].period.from < entries[$1].period.from }
            var longest = inTime[0]
            for number in inTime.dropFirst() {
                if entries[longest].period.overlaps(entries[number].period) {
                    let (first, second) = (min(longest, number), max(longest, number))
                    let line = table.place(row: entries[first].row, column: columns.code).line
                    mistakes.add(
                        "code '\(table.text(row: entries[second].row, column: columns.code))' is valid twice at a time",
                        at: table.place(row: entries[second].row, column: columns.code),
                        hint: "the other entry is on line \(line); give their times with valid_from and valid_to"
                    )
                }
                if entries[number].period.to > entries[longest].period.to { longest = number }
            }
        }
    }

    /// An alias that is also a spelling of another code at the same time.
    private func findAmbiguousAliases(_ mistakes: inout ListMistakes) {
        for uses in byFolded where uses.count > 1 && uses.contains(where: { $0.alias != nil }) {
            var reported = Set<Int>()
            for (index, use) in uses.enumerated() {
                let period = entries[use.entry].period
                let other = uses[..<index].first { other in
                    let otherPeriod = entries[other.entry].period
                    return (use.alias ?? other.alias) != nil && otherPeriod.code != period.code
                        && otherPeriod.overlaps(period)
                }
                guard let other, let place = use.alias ?? other.alias, reported.insert(use.entry).inserted else {
                    continue
                }
                mistakes.add(
                    "this alias means '\(text(entries[other.entry].period.code))' and '\(text(period.code))'",
                    at: place,
                    hint: "case, hyphens and å for aa make no difference; leave it out, or give their times"
                )
            }
        }
    }

    private func text(_ code: UInt32) -> String { String(decoding: codeKeys.arena[codeKeys[code]], as: UTF8.self) }
}
