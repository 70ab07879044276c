/// Columns under each other, for people.
struct TextTable {
    /// How a column stands under its heading.
    enum Side { case left, right }

    private var sides: [Side]
    private var rows: [[String]] = []

    init(_ sides: [Side]) { self.sides = sides }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// The rows as lines, each behind the indentation; no blanks at their ends.
    func lines(indent: String = "  ") -> [String] {
        let widths = sides.indices.map { column in rows.map { width(of: $0[column]) }.max() ?? 0 }
        return rows.map { row in
            var line = indent
            for (column, cell) in row.enumerated() {
                if column > 0 { line += "  " }
                let blank = String(repeating: " ", count: max(0, widths[column] - width(of: cell)))
                line += sides[column] == .left ? cell + blank : blank + cell
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// The columns that a text takes on a terminal, as far as European scripts go.
    private func width(of text: String) -> Int { text.count }
}
