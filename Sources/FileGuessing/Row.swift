/// A row of a delimited text.
struct Row {
    /// The line it begins on, counted from 1.
    var line: Int
    /// Where it begins and ends, without its line end.
    var bytes: Range<Int>
    /// Where its cells are, without their quotes.
    var cells: [Range<Int>] = []
    /// Which cells stand in quotes.
    var quoted: [Bool] = []
    /// Whether a quote is out of place, or never closed.
    var isTorn = false

    /// Whether the row has no letter at all.
    var isEmpty: Bool { cells.allSatisfy(\.isEmpty) }
    /// The number of cells that hold something.
    var filled: Int { cells.count { !$0.isEmpty } }
}
