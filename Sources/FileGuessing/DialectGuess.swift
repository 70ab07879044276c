/// The dialect that splits a text best: into rows of equal length, with cells that look like values.
struct DialectGuess {
    let dialect: Dialect
    /// From 0 for a text that no dialect splits to nearly 1.
    let score: Double
    /// The most frequent number of cells.
    let width: Int
    let evidence: Phrase
    /// What was seen of quotes.
    let quotes: Phrase?
    /// Whether quotes stand inside cells only, as letters.
    let hasLetterQuotes: Bool

    /// Enough rows to see the rule, few enough to try many dialects.
    private static let looked = 512 << 10
    private static let mostRows = 3000

    /// - Parameter isWhole: whether the last line is complete.
    init(_ text: [UInt8], isWhole: Bool) {
        var head = Array(text.prefix(Self.looked))
        if head.count < text.count || !isWhole, let last = head.lastIndex(of: UInt8(ascii: "\n")) {
            head.removeLast(head.count - last - 1)
        }
        let named = Self.namedDelimiter(&head)
        var tried: [Trial] = []
        for delimiter in named.map({ [[$0]] }) ?? Self.candidates(in: head) {
            for (quote, escape) in Self.quotes(in: head) {
                let dialect = Dialect(delimiter: delimiter, quote: quote, escape: escape)
                tried.append(Trial(dialect, head, limit: Self.mostRows))
            }
        }
        guard var best = tried.max(by: { $0.score < $1.score }), best.score > 0 || named != nil else {
            dialect = Dialect(delimiter: [])
            (score, width) = (0, 1)
            evidence = Phrase("no sign that stands between columns", da: "intet tegn, der deler i kolonner")
            quotes = nil
            hasLetterQuotes = false
            return
        }
        best.widenDelimiter(head)
        dialect = best.dialect
        score = best.score
        width = best.width
        quotes = best.quoteEvidence
        hasLetterQuotes = best.hasLetterQuotes
        evidence = Self.evidence(best, tried, named: named != nil)
    }

    private static func evidence(_ best: Trial, _ tried: [Trial], named: Bool) -> Phrase {
        if named {
            return Phrase("the first line says so: 'sep='", da: "det siger første linje: 'sep='")
        }
        let text = best.dialect.delimiterText
        var phrase = Phrase(
            "'\(text)' gives \(best.width) cells in \(best.sameWidth.en) of \(best.rowCount.en) rows",
            da: "'\(text)' giver \(best.width) celler i \(best.sameWidth.da) af \(best.rowCount.da) rækker"
        )
        let rivals = tried.filter { $0.dialect.delimiter.first != best.dialect.delimiter.first && $0.width > 1 }
        if let rival = rivals.max(by: { $0.score < $1.score }) {
            phrase =
                phrase
                + Phrase(
                    "; '\(rival.dialect.delimiterText)' \(rival.width) in \(rival.sameWidth.en)",
                    da: "; '\(rival.dialect.delimiterText)' \(rival.width) i \(rival.sameWidth.da)"
                )
        }
        return phrase
    }

    /// The sign of a line `sep=;`, which is taken off.
    private static func namedDelimiter(_ head: inout [UInt8]) -> UInt8? {
        guard head.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8), head.count > 5,
            let end = head.firstIndex(of: UInt8(ascii: "\n")), end <= 6
        else { return nil }
        let sign = head[4]
        head.removeFirst(end + 1)
        return sign
    }

    private static func candidates(in head: [UInt8]) -> [[UInt8]] {
        let signs = Array(";,\t|~^\u{1F}\u{1E}:#!$&§ ".unicodeScalars.filter(\.isASCII).map { UInt8($0.value) })
        return signs.filter { head.contains($0) }.map { [$0] }
    }

    /// Quotes with what may stand before one inside a cell; of dialects that fit alike the first is taken.
    private static func quotes(in head: [UInt8]) -> [(quote: UInt8?, escape: UInt8?)] {
        let double = UInt8(ascii: "\"")
        var quotes: [(UInt8?, UInt8?)] = [(double, nil)]
        let backslash = UInt8(ascii: "\\")
        if zip(head, head.dropFirst()).contains(where: { $0 == backslash && $1 == double }) {
            quotes.append((double, backslash))
        }
        if head.contains(UInt8(ascii: "'")) { quotes.append((UInt8(ascii: "'"), nil)) }
        if head.contains(double) { quotes.append((nil, nil)) }
        return quotes
    }
}
