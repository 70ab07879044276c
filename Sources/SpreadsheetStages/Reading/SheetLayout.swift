/// What all that read rows of a sheet need to know: what its cells refer to, and what its header says.
final class SheetLayout: Sendable {
    let part: String
    let cells: CellReading
    let head: SheetHead
    /// For each field its column.
    let columns: [Int]

    init(part: String, cells: CellReading, head: SheetHead, columns: [Int]) {
        self.part = part
        self.cells = cells
        self.head = head
        self.columns = columns
    }
}
