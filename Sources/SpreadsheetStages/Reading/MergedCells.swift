import ByteKernels
import StageKit

/// The merged ranges of a sheet, whose value stands in their first cell alone; here it is given to all of them.
struct MergedCells {
    private struct Active {
        var range: CellRange
        var text: [UInt8]
        var cell: SheetCells.Cell
    }

    /// By their first rows.
    private var ranges: [CellRange]
    private var next = 0
    private var active: [Active] = []
    private(set) var filled = 0

    /// Reads the ranges: they stand behind the cells in a sheet, so it is read twice.
    init(_ part: String, in package: SpreadsheetPackage, format: XLSXFormat) throws {
        let handler = Handler(part)
        try package.read(part, elements: ["mergeCell"], attributes: ["ref"], handler: handler) {
            if let fault = handler.fault { throw fault }
            if handler.ranges.count > format.maxMerged {
                throw XLSXFault.limit(
                    .merged,
                    format.maxMerged,
                    "max_merged",
                    part: part
                )
            }
            return false
        }
        ranges = handler.ranges.sorted { $0.rows.lowerBound < $1.rows.lowerBound }
    }

    /// Gives the cells of a row the values of the ranges they are in.
    /// - Returns: false when it would be more than `limit` bytes, or more ranges than there are columns.
    mutating func fill(_ row: inout SheetCells, number: Int, first: Int, limit: Int) -> Bool {
        active.removeAll { $0.range.rows.upperBound < number }
        while next < ranges.count, ranges[next].rows.lowerBound <= number {
            let range = ranges[next]
            next += 1
            let column = range.columns.lowerBound - first
            guard range.rows.lowerBound == number, let cell = row.cells.first(where: { $0.column == column }),
                cell.end > cell.start || cell.rule != nil
            else { continue }
            active.append(Active(range: range, text: row.text(cell), cell: cell))
        }
        if active.isEmpty { return true }
        guard active.count <= CellReference.mostColumns else { return false }
        var places: [Int: Int] = [:]
        for (place, cell) in row.cells.enumerated() { places[cell.column] = place }
        for merged in active {
            for column in merged.range.columns where column >= first {
                let place = places[column - first]
                if let place, row.cells[place].end > row.cells[place].start || row.cells[place].rule != nil { continue }
                guard row.bytes.count + merged.text.count <= limit else { return false }
                var cell = merged.cell
                cell.column = column - first
                cell.start = row.bytes.count
                row.bytes.append(merged.text.span)
                cell.end = row.bytes.count
                if let place { row.cells[place] = cell } else { row.cells.append(cell) }
                places[column - first] = place ?? row.cells.count - 1
                filled += 1
            }
        }
        return row.arrange()
    }

    /// Whether a range begins or goes on in these rows, which are the next to come.
    func reaches(_ rows: ClosedRange<Int>) -> Bool {
        active.contains { $0.range.rows.upperBound >= rows.lowerBound }
            || next < ranges.count && ranges[next].rows.lowerBound <= rows.upperBound
    }

    private final class Handler: PartHandler {
        var ranges: [CellRange] = []
        var fault: DeliveryFault?
        private let part: String
        private var isInside = false

        init(_ part: String) { self.part = part }

        func start(_ name: Int) { isInside = name == 0 }

        func attribute(_ name: Int, _ value: Span<UInt8>) {
            guard isInside else { return }
            if let range = CellRange(value.attributeText) {
                ranges.append(range)
            } else {
                fault = XLSXFault.layout(
                    part,
                    "has a merged range that is none",
                    "har et flettet område, der ikke er et"
                )
            }
        }

        func text(_ bytes: Span<UInt8>) {}
        func end(_ name: Int) {}
    }
}
