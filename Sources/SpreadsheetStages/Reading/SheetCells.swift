import ByteKernels
import StageKit

/// The cells of one row while it is read.
struct SheetCells {
    struct Cell {
        var column: Int
        /// The kind as in `RecordTable`.
        var kind: UInt32
        var start: Int
        var end: Int
        var rule: RuleHandle?
    }

    var bytes = ByteArena()
    var cells: [Cell] = []

    var isEmpty: Bool { cells.isEmpty }

    /// Whether no cell has a text or a fault.
    var isBlank: Bool { cells.allSatisfy { $0.start == $0.end && $0.rule == nil } }

    mutating func removeAll() {
        bytes.removeAll()
        cells.removeAll(keepingCapacity: true)
    }

    /// Puts cells in the order of their columns.
    /// - Returns: false when two stand in one place.
    mutating func arrange() -> Bool {
        var isOrdered = true
        for place in cells.indices.dropFirst() where cells[place].column <= cells[place - 1].column {
            isOrdered = false
        }
        if isOrdered { return true }
        cells.sort { $0.column < $1.column }
        for place in cells.indices.dropFirst() where cells[place].column == cells[place - 1].column { return false }
        return true
    }

    func text(_ cell: Cell) -> [UInt8] { (cell.start..<cell.end).map { bytes[$0] } }
}
