/// Where the fields of a block are: the table that stands for its records until a stage wants their values.
///
/// An index is used again for the next block and allocates nothing when its arrays are already large enough.
public struct FieldIndex: Sendable {
    /// Row after row, `stride` entries each, of which the first `rows * stride` count.
    ///
    /// Entry c is a `FieldEntry` for field c, and the last is the end of the record + 1, so that the length of field c
    /// is always the offset of entry c + 1 minus the offset of entry c minus 1. (In a truncated row the last entry is
    /// where the first field too many begins, and of an absent field only the length has a meaning.)
    public internal(set) var entries: [UInt32] = []

    /// The entries of one row: one more than there are columns.
    public internal(set) var stride = 2

    /// The number of records in the table.
    public internal(set) var rows = 0

    /// For each row its line, counted from the first line of the block.
    ///
    /// Empty when row r is line r throughout: no line break in quotes, no blank line, comment or malformed record.
    public internal(set) var lines: [UInt32] = []

    /// The records that are not in the table, in order.
    public internal(set) var malformed: [MalformedRecord] = []

    /// Rows that were too short and got absent fields.
    public internal(set) var paddedRows = 0

    /// Rows that were too long and lost their last fields.
    public internal(set) var truncatedRows = 0

    /// Lines without any byte that were left out.
    public internal(set) var blankLines = 0

    /// Lines that are comments.
    public internal(set) var commentLines = 0

    /// The block ends within quotes; its last record is listed as malformed.
    public internal(set) var endsInsideQuotes = false

    /// Makes an empty index.
    public init() {}

    /// The line of a row, counted from the first line of the block.
    @inlinable
    public func line(ofRow row: Int) -> Int {
        lines.isEmpty ? row : Int(lines[row])
    }

    /// The entry of a field.
    @inlinable
    public func entry(row: Int, column: Int) -> FieldEntry {
        FieldEntry(rawValue: entries[row * stride + column])
    }

    /// The bytes of a field in its block, with its quotes; empty for an absent field.
    @inlinable
    public func range(row: Int, column: Int) -> Range<Int> {
        let start = entry(row: row, column: column)
        guard start.kind != .absent else { return 0..<0 }
        return start.offset..<(entry(row: row, column: column + 1).offset - 1)
    }

    /// Forgets the records and keeps the memory.
    mutating func removeAll(columns: Int) {
        stride = columns + 1
        rows = 0
        lines.removeAll(keepingCapacity: true)
        malformed.removeAll(keepingCapacity: true)
        paddedRows = 0
        truncatedRows = 0
        blankLines = 0
        commentLines = 0
        endsInsideQuotes = false
    }
}

extension FieldIndex {
    /// Gives its table away for the memory of another, so that a batch gets the table without a copy.
    ///
    /// Afterwards the index knows the number of its rows and what was malformed, but none of its fields.
    public mutating func exchange(entries other: inout [UInt32], lines otherLines: inout [UInt32]) {
        swap(&entries, &other)
        swap(&lines, &otherLines)
    }
}
