/// How `read.xlsx` is to read a sheet: where its table is among the titles around it.
public struct SheetGuess {
    /// The reader, with the sheet, rows and columns of the table.
    public let reader: ReaderGuess
    /// Whether there are records.
    public let hasRecords: Bool

    /// The cells that hold something, from the first to the last, counted from 0.
    private static func columns(of rows: [[String]]) -> Range<Int> {
        let table = rows.filter { row in row.count { !$0.isEmpty } > 1 }
        let filled = (table.isEmpty ? rows : table).flatMap { row in row.indices.filter { !row[$0].isEmpty } }
        guard let first = filled.min(), let last = filled.max() else { return 0..<0 }
        return first..<last + 1
    }

    /// - Parameters:
    ///   - rows: the texts of the cells of all rows from the first on, each from the first column on.
    ///   - sheet: the name of the sheet; nil for the only one.
    ///   - sheets: the names of all sheets, for the evidence.
    ///   - isWhole: whether the last of the rows is the last of the sheet.
    public init?(_ rows: [[String]], sheet: String?, sheets: [String], isWhole: Bool) {
        let columns = Self.columns(of: rows)
        guard !columns.isEmpty else { return nil }
        let (text, table) = Self.table(rows, columns)
        let head = HeadGuess(table, text: text, width: columns.count, isWhole: isWhole)
        var options: [GuessedOption] = []
        if let sheet {
            let list = sheets.prefix(20).map { "'\($0)'" }.joined(separator: ", ") + (sheets.count > 20 ? ", …" : "")
            options.append(
                GuessedOption("sheet", sheet, Phrase("the sheets are \(list)", da: "arkene er \(list)"))
            )
        }
        let isBeside = rows.contains { row in row.indices.contains { $0 >= columns.upperBound && !row[$0].isEmpty } }
        if columns.lowerBound > 0 || isBeside {
            let range = Self.letters(columns.lowerBound) + ":" + Self.letters(columns.upperBound - 1)
            options.append(
                GuessedOption(
                    "range",
                    range,
                    Phrase("the columns of the table", da: "tabellens kolonner")
                )
            )
        }
        if head.skippedLines > 0 {
            options.append(
                GuessedOption(
                    "skip_rows",
                    String(head.skippedLines),
                    Phrase(
                        "rows before the header that are no part of the table: \(head.skippedLines)",
                        da: "rækker før overskriften, der ikke hører til tabellen: \(head.skippedLines)"
                    )
                )
            )
        }
        options += Self.header(head, text, columns)
        if let footer = DelimitedGuess.footer(head, table, text) { options.append(footer) }
        var notes: [Phrase] = []
        if head.headings > 0 {
            notes.append(
                Phrase(
                    "rows that fill their first cell alone, and are read as records: \(head.headings.en)",
                    da: "rækker, der kun fylder første celle, og læses som poster: \(head.headings.da)"
                )
            )
        }
        let errors = rows.reduce(0) { sum, row in sum + row.count(where: Self.errors.contains) }
        if errors > 0 {
            notes.append(
                Phrase(
                    "cells with an error such as #N/A: \(errors.en); 'errors: missing' would read them as missing",
                    da: "celler med en fejl som #N/A: \(errors.da); 'errors: missing' ville læse dem som manglende"
                )
            )
        }
        reader = ReaderGuess(
            "read.xlsx",
            Phrase("an Excel workbook (.xlsx)", da: "en Excel-projektmappe (.xlsx)"),
            options: options,
            notes: notes
        )
        hasRecords = table.dropFirst(head.firstRecord).contains { !$0.isEmpty }
    }

    /// The rows as those of a delimited text, so that what is known of such tables is known of sheets.
    private static func table(_ rows: [[String]], _ columns: Range<Int>) -> (text: [UInt8], rows: [Row]) {
        var text: [UInt8] = []
        var table: [Row] = []
        for (number, cells) in rows.enumerated() {
            let start = text.count
            var row = Row(line: number + 1, bytes: start..<start)
            for column in columns {
                let begin = text.count
                if column < cells.count { text += Array(cells[column].utf8) }
                row.cells.append(begin..<text.count)
                row.quoted.append(false)
            }
            row.bytes = start..<text.count
            table.append(row)
        }
        return (text, table)
    }

    private static func header(_ head: HeadGuess, _ text: [UInt8], _ columns: Range<Int>) -> [GuessedOption] {
        var options: [GuessedOption] = []
        if head.headerRows.count != 1 {
            options.append(GuessedOption("header_rows", String(head.headerRows.count), head.evidence))
        }
        // Unlike `read.csv`, the reader of sheets joins only the names that stand above one another.
        let rows = head.headerRows.map { row in row.cells.map { String(decoding: text[$0], as: UTF8.self) } }
        let joined = columns.indices.map { column in
            rows.map { $0[column - columns.lowerBound] }.filter { !$0.isEmpty }.joined(separator: " ")
        }
        let names = head.headerRows.isEmpty ? HeaderNames(count: columns.count) : HeaderNames([joined])
        if !names.given.isEmpty {
            let letters = names.given.map { (Self.letters($0 + columns.lowerBound - 1), $1) }
            options.append(GuessedOption("names", .pairs(letters), names.evidence))
        }
        var fields = GuessedOption("fields", .list(names.names))
        if head.headerRows.count == 1 { fields.evidence.append(head.evidence) }
        options.append(fields)
        return options
    }

    private static let errors: Set<String> = [
        "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
    ]

    /// The letters of a column, counted from 0.
    static func letters(_ column: Int) -> String {
        var text = ""
        var rest = column + 1
        while rest > 0 {
            let digit = UInt8(truncatingIfNeeded: (rest - 1) % 26)
            text = String(Unicode.Scalar(UInt8(ascii: "A") + digit)) + text
            rest = (rest - 1) / 26
        }
        return text
    }
}

extension ReaderGuess {
    /// Reads all cells of a sheet as texts, to look at where its table is.
    /// - Parameter columns: how many; what stands to their right is left out.
    public static func wholeSheet(_ sheet: String?, columns: Int) -> ReaderGuess {
        var options: [GuessedOption] = []
        if let sheet { options.append(GuessedOption("sheet", sheet)) }
        options += [
            GuessedOption("header_rows", "0"), GuessedOption("blank_rows", "keep"), GuessedOption("errors", "text"),
            GuessedOption("extra", "ignore"),
            GuessedOption("fields", .list((0..<columns).map { SheetGuess.letters($0) })),
        ]
        return ReaderGuess("read.xlsx", Phrase("", da: ""), options: options)
    }
}
