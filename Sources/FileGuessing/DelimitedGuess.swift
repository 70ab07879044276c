import StageKit

/// How `read.csv` is to read a delimited text.
struct DelimitedGuess {
    let reader: ReaderGuess
    /// How surely the text is delimited at all, from 0 to 1.
    let score: Double
    /// The number of columns.
    let width: Int

    /// Rows are looked at up to here for headings; the footer is found in files that are no longer.
    private static let looked = 8 << 20

    init(_ encoding: EncodingGuess, isWhole: Bool) {
        var text = encoding.text
        let isShort = text.count <= Self.looked
        if !isShort { text = Array(text.prefix(Self.looked)) }
        let guess = DialectGuess(text, isWhole: isWhole && isShort)
        // Two columns are as sure as many.
        score = guess.width > 1 ? guess.score * Double(guess.width) / Double(guess.width - 1) : 0
        width = guess.width
        var dialect = guess.dialect
        if guess.hasLetterQuotes { dialect.quote = nil }
        if text.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8), let end = text.firstIndex(of: UInt8(ascii: "\n")) {
            text.removeFirst(end + 1)
        }
        let all = RowSplitter.rows(of: text, dialect)
        let hash = UInt8(ascii: "#")
        let comments = all.filter { row in
            !row.bytes.isEmpty && text[row.bytes.lowerBound] == hash && row.cells.count != guess.width
        }
        let rows =
            comments.isEmpty
            ? all : all.filter { $0.bytes.isEmpty || text[$0.bytes.lowerBound] != hash }
        let head = HeadGuess(rows, text: text, width: guess.width, isWhole: isWhole && isShort)
        var options: [GuessedOption] = [GuessedOption("encoding", encoding.encoding.rawValue, encoding.evidence)]
        options.append(Self.delimiter(guess, dialect, text))
        options += Self.quoteOptions(guess, dialect)
        if !comments.isEmpty {
            options.append(
                GuessedOption(
                    "comment",
                    "#",
                    Phrase(
                        "lines that begin with #: \(comments.count.en)",
                        da: "linjer, der begynder med #: \(comments.count.da)"
                    )
                )
            )
        }
        let skipped = head.skippedLines
        if skipped > 0 {
            options.append(
                GuessedOption(
                    "skip_rows",
                    String(skipped),
                    Phrase(
                        "lines before the header that are no part of the table: \(skipped)",
                        da: "linjer før overskriften, der ikke hører til tabellen: \(skipped)"
                    )
                )
            )
        }
        var names = HeaderNames(head.headerRows.map { row in row.cells.map { Self.text(of: $0, in: text, dialect) } })
        if head.headerRows.isEmpty { names = HeaderNames(count: guess.width) }
        if head.headerRows.count != 1 {
            options.append(GuessedOption("header_rows", String(head.headerRows.count), head.evidence))
        }
        if !names.given.isEmpty {
            options.append(GuessedOption("names", .pairs(names.given.map { (String($0), $1) }), names.evidence))
        }
        var fields = GuessedOption("fields", .list(names.names))
        if head.headerRows.count == 1 { fields.evidence.append(head.evidence) }
        options.append(fields)
        options += Self.between(head, rows, text, dialect, names)
        var reader = ReaderGuess(
            "read.csv",
            Phrase("a delimited text", da: "en tekst med skilletegn"),
            options: options,
            notes: guess.quotes.map { [$0] } ?? []
        )
        reader.dropped = names.blank.filter { column in
            !rows.contains { row in
                row.line > (head.headerRows.last?.line ?? 0) && column < row.cells.count
                    && !row.cells[column].isEmpty
            }
        }.map { names.names[$0] }
        self.reader = reader
    }

    private static func delimiter(_ guess: DialectGuess, _ dialect: Dialect, _ text: [UInt8]) -> GuessedOption {
        guard dialect.delimiter.isEmpty else {
            return GuessedOption("delimiter", dialect.delimiterText, guess.evidence)
        }
        let sign = [UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "~")].first { !text.contains($0) }
        return GuessedOption("delimiter", String(Unicode.Scalar(sign ?? UInt8(ascii: ";"))), guess.evidence)
    }

    private static func quoteOptions(_ guess: DialectGuess, _ dialect: Dialect) -> [GuessedOption] {
        var options: [GuessedOption] = []
        if dialect.quote == nil {
            options.append(
                GuessedOption(
                    "quote",
                    "none",
                    Phrase(
                        "quotes stand inside cells alone, as letters",
                        da: "anførselstegn står kun inde i celler, som almindelige tegn"
                    )
                )
            )
        } else if dialect.quote == UInt8(ascii: "'") {
            options.append(GuessedOption("quote", "'", guess.quotes ?? Phrase("", da: "")))
        }
        if let escape = dialect.escape {
            options.append(
                GuessedOption(
                    "escape",
                    String(Unicode.Scalar(escape)),
                    Phrase("quotes inside cells have it in front", da: "anførselstegn i celler har det foran sig")
                )
            )
        }
        return options
    }

    /// Headings between the records, and the footer behind them.
    private static func between(
        _ head: HeadGuess,
        _ rows: [Row],
        _ text: [UInt8],
        _ dialect: Dialect,
        _ names: HeaderNames
    ) -> [GuessedOption] {
        var options: [GuessedOption] = []
        if head.headings > 0 {
            options.append(
                GuessedOption(
                    "heading",
                    names.unused("overskrift"),
                    Phrase(
                        "rows that fill their first cell alone and head the records below them: \(head.headings.en)",
                        da:
                            "rækker, der kun fylder første celle og er overskrift for posterne under: "
                            + "\(head.headings.da)"
                    )
                )
            )
        }
        if let footer = footer(head, rows, text) { options.append(footer) }
        return options
    }

    /// The text with which the rows behind the records begin, when no record does.
    static func footer(_ head: HeadGuess, _ rows: [Row], _ text: [UInt8]) -> GuessedOption? {
        guard let footer = head.footer, let cell = footer.cells.first(where: { !$0.isEmpty }),
            cell.lowerBound == footer.bytes.lowerBound, cell.count <= 80
        else { return nil }
        let begin = text[cell]
        let isEarlier = rows.contains { $0.line < footer.line && text[$0.bytes].starts(with: begin) }
        guard !isEarlier, !ValueShape.isPersonal(begin) else { return nil }
        return GuessedOption(
            "footer",
            String(decoding: begin, as: UTF8.self),
            Phrase(
                "rows at the end that are no records: \(head.footerRows.en), from line \(footer.line.en) on",
                da: "rækker til sidst, som ikke er poster: \(head.footerRows.da), fra linje \(footer.line.da)"
            )
        )
    }

    /// The text of a cell without doubled or escaped quotes.
    private static func text(of cell: Range<Int>, in text: [UInt8], _ dialect: Dialect) -> String {
        var result: [UInt8] = []
        var at = cell.lowerBound
        while at < cell.upperBound {
            let isPair = at + 1 < cell.upperBound && text[at + 1] == dialect.quote
            if isPair, text[at] == dialect.quote || text[at] == dialect.escape { at += 1 }
            result.append(text[at])
            at += 1
        }
        return String(decoding: result, as: UTF8.self)
    }
}
