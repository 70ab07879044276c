/// A dialect with how well it splits a text.
///
/// After an idea of G. van den Burg and others (2019): rows of one length, and cells that look like values, together.
struct Trial {
    private(set) var dialect: Dialect
    private(set) var score = 0.0
    /// The most frequent number of cells, and how many rows have it.
    private(set) var width = 1
    private(set) var sameWidth = 0
    private(set) var rowCount = 0
    private(set) var quotedCells = 0
    private var tornRows = 0
    private let limit: Int

    init(_ dialect: Dialect, _ text: [UInt8], limit: Int) {
        self.dialect = dialect
        self.limit = limit
        judge(text)
    }

    private mutating func judge(_ text: [UInt8]) {
        let rows = RowSplitter.rows(of: text, dialect, limit: limit).filter { !$0.bytes.isEmpty }
        rowCount = rows.count
        tornRows = rows.count(where: \.isTorn)
        quotedCells = rows.reduce(0) { $0 + $1.quoted.count { $0 } }
        guard rowCount > 0 else { return }
        var widths: [Int: Int] = [:]
        for row in rows { widths[row.cells.count, default: 0] += 1 }
        (width, sameWidth) = widths.max { ($0.value, $0.key) < ($1.value, $1.key) } ?? (1, 0)
        // Rows of a title or of signs explained count less than a second length that many rows have.
        let total = Double(rowCount)
        let variety = 1 / widths.values.reduce(0) { $0 + Double($1) * Double($1) / total / total }
        let pattern = widths.reduce(0) { $0 + Double($1.value) * Double($1.key - 1) / Double($1.key) } / total
        let cells = shareOfValues(rows, text)
        let torn = 1 - 0.5 * Double(tornRows) / total
        score = pattern / variety * cells * torn * preference
        if dialect.quote == UInt8(ascii: "'"), quotedCells == 0 { score *= 0.99 }
        if dialect.quote == nil { score *= 0.95 }
    }

    /// Signs that often stand inside values are taken only when nothing else fits.
    private var preference: Double {
        switch dialect.delimiter.first {
        case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|"), 0x1F, 0x1E: 1
        case UInt8(ascii: "~"), UInt8(ascii: "^"): 0.9
        case UInt8(ascii: ":"): 0.45
        case 0x20: 0.35
        default: 0.3
        }
    }

    /// The share of cells that could be values: they hold no other delimiter, or stand in quotes.
    private func shareOfValues(_ rows: [Row], _ text: [UInt8]) -> Double {
        var count = 0
        var plain = 0.0
        for row in rows {
            for (cell, isQuoted) in zip(row.cells, row.quoted) {
                count += 1
                if isQuoted {
                    plain += 1
                    continue
                }
                var points = Self.isHalfQuoted(text[cell], dialect.quote) ? 0 : 1.0
                for byte in text[cell] {
                    switch byte {
                    case UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"): points = 0
                    case UInt8(ascii: "\"") where dialect.quote != nil: points = 0
                    case UInt8(ascii: ","): points = min(points, 0.8)
                    default: break
                    }
                }
                plain += points
            }
        }
        return count == 0 ? 0 : plain / Double(count)
    }

    /// Whether a quote stands at one end of a cell, or at both where quotes are said to be letters.
    private static func isHalfQuoted(_ cell: ArraySlice<UInt8>, _ quote: UInt8?) -> Bool {
        guard let first = cell.first, let last = cell.last else { return false }
        for sign in [UInt8(ascii: "\""), UInt8(ascii: "'")] where sign != quote {
            if quote == nil, sign == UInt8(ascii: "\""), first == sign { return true }
            if cell.count > 1, first == sign, last != sign { return true }
        }
        return false
    }

    // MARK: What the winner is written like in detail

    /// Looks whether the delimiter has more than one sign.
    mutating func widenDelimiter(_ text: [UInt8]) {
        guard let sign = dialect.delimiter.first, width > 1 else { return }
        for wide in [[sign, sign], [sign, 0x20]] where sign != 0x20 {
            let rows = RowSplitter.rows(of: text, dialect, limit: limit).filter { $0.cells.count == width }
            let isWide =
                rows.count > 1
                && rows.allSatisfy { row in
                    wide[1] == sign
                        ? row.cells.count % 2 == 1
                            && row.cells.enumerated().allSatisfy { $0.offset % 2 == 0 || $0.element.isEmpty }
                            && row.cells.enumerated().contains { $0.offset % 2 == 0 && !$0.element.isEmpty }
                        : row.cells.dropFirst().allSatisfy { cell in
                            cell.count > 1 && text[cell.lowerBound] == 0x20 && text[cell.lowerBound + 1] != 0x20
                        }
                }
            guard isWide, width > 2 || wide[1] == 0x20 else { continue }
            var other = self
            other.dialect.delimiter = wide
            other.judge(text)
            if other.width > 1 { self = other }
            return
        }
    }

    /// What was seen of quotes; nil where there are none.
    var quoteEvidence: Phrase? {
        guard quotedCells > 0 || tornRows > 0 else { return nil }
        var phrase = Phrase(
            "cells in quotes: \(quotedCells.en)",
            da: "celler i anførselstegn: \(quotedCells.da)"
        )
        if tornRows > 0 {
            phrase =
                phrase
                + Phrase(
                    "; rows with quotes out of place: \(tornRows.en)",
                    da: "; rækker med anførselstegn på forkert sted: \(tornRows.da)"
                )
        }
        return phrase
    }

    /// Whether quotes out of place are so many that they must be letters.
    var hasLetterQuotes: Bool { dialect.quote == nil || tornRows > 0 && quotedCells * 20 < tornRows }
}
