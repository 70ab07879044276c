/// A rectangle of cells, as `B2:F20` says it.
struct CellRange: Equatable {
    /// Counted from 0.
    var columns: ClosedRange<Int>
    /// Counted from 1.
    var rows: ClosedRange<Int>

    static let all = CellRange(
        columns: 0...CellReference.mostColumns - 1,
        rows: 1...CellReference.mostRows
    )

    init(columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
        self.columns = columns
        self.rows = rows
    }

    /// A rectangle, whole columns (`B:F`), or open below (`B2:F`); nil for anything else.
    init?(_ text: String) {
        let ends = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let first = ends.first, ends.count <= 2 else { return nil }
        let last = ends.count == 2 ? ends[1] : first
        let start = CellReference(first) ?? CellReference.column(first).map { CellReference(column: $0, row: 1) }
        let end =
            CellReference(last)
            ?? CellReference.column(last).map { CellReference(column: $0, row: CellReference.mostRows) }
        guard let start, let end, start.column <= end.column, start.row <= end.row else { return nil }
        columns = start.column...end.column
        rows = start.row...end.row
    }
}
