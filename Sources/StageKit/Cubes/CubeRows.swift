import ByteKernels

/// Cells of a cube as records: the categories of each cell, which an odometer counts through, and what the file says of
/// its value.
package struct CubeRows: ~Copyable {
    package let layout: CubeLayout
    // What of the layout each cell asks for, in memory of its own: two cores that count references to the same arrays
    // wait for each other.
    private let cells: Cells<CubeLayout.Cell>
    private let texts: OutputBuffer
    private let offsets: Cells<Int>
    private let sizes: Cells<Int>
    private var digits: Cells<Int>
    private var arena = OutputBuffer(capacity: 1 << 16)
    private var table: [UInt32] = []
    private var lines: [UInt32] = []
    private var firstOffset: UInt64 = 0
    private var hasAbsentCells = false

    /// The number of records.
    package var count: Int { lines.count }
    /// The bytes that the cells take.
    package var byteCount: Int { arena.count }

    package init(_ layout: CubeLayout) {
        self.layout = layout
        cells = Cells(layout.cells)
        let all = layout.texts
        var texts = OutputBuffer(capacity: all.count)
        texts.append(all.span)
        self.texts = texts
        offsets = Cells(layout.offsets)
        sizes = Cells(layout.sizes)
        digits = Cells(repeating: 0, count: layout.sizes.count)
    }

    /// Forgets the records; the odometer stays where it is.
    package mutating func removeAll() {
        arena.removeAll()
        table.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        hasAbsentCells = false
    }

    /// Puts the odometer to a cell, whose number is less than that of the cells.
    package mutating func seek(cell: Int) {
        var rest = cell
        for place in (0..<digits.count).reversed() {
            let size = max(1, sizes[place])
            digits[place] = rest % size
            rest /= size
        }
    }

    /// Puts the first dimensions to the given categories and the others to their first.
    package mutating func seek(_ categories: [Int]) {
        for place in 0..<digits.count { digits[place] = place < categories.count ? categories[place] : 0 }
    }

    /// Adds the cell that the odometer stands at, and turns it.
    /// - Parameters:
    ///   - kind: how the value was delivered: bits of `RecordTable`.
    ///   - status: the text of the status; nil for none.
    @inline(__always)
    package mutating func append(
        _ bytes: Span<UInt8>,
        _ value: Range<Int>,
        kind: UInt32,
        status: Span<UInt8>? = nil,
        line: UInt64,
        offset: UInt64
    ) {
        if lines.isEmpty { firstOffset = offset }
        lines.append(UInt32(clamping: line))
        if kind == RecordTable.absent { hasAbsentCells = true }
        for index in 0..<cells.count {
            let place = UInt32(truncatingIfNeeded: arena.count)
            switch cells[index] {
            case .category(let category):
                let entry = category.first &+ digits[category.dimension]
                let start = offsets[entry]
                let length = offsets[entry &+ 1] &- start
                if category.mayBeAbsent, length == 1 {
                    table.append(place | RecordTable.absent)
                    hasAbsentCells = true
                } else {
                    table.append(place)
                }
                arena.append(texts, from: start, count: length)
                continue
            case .value:
                table.append(place | kind)
                arena.append(bytes.extracting(value))
            case .status:
                if let status {
                    table.append(place)
                    arena.append(status)
                } else {
                    table.append(place | RecordTable.absent)
                    hasAbsentCells = true
                }
            }
            arena.append(0)
        }
        table.append(UInt32(truncatingIfNeeded: arena.count))
        turn()
    }

    /// Moves to the next cell: the last dimension turns fastest.
    @inline(__always)
    private mutating func turn() {
        var place = digits.count &- 1
        while place >= 0 {
            let next = digits[place] &+ 1
            if next < sizes[place] {
                digits[place] = next
                return
            }
            digits[place] = 0
            place &-= 1
        }
    }

    /// Makes the records those of the batch.
    package mutating func move(into batch: RecordBatch, deliveredNames: [String]) {
        arena.copy(to: &batch.cellArena, zeros: 64)
        batch.cellsAreInArena = true
        swap(&batch.table, &table)
        // Cells need not come in the order of their lines.
        let first = lines.min() ?? 1
        for row in lines.indices { lines[row] &-= first }
        swap(&batch.lines, &lines)
        batch.blockCount = 0
        batch.blockOffset = firstOffset
        batch.firstLine = UInt64(first)
        batch.encoding = .utf8
        batch.stride = layout.cells.count + 1
        batch.deliveredNames = deliveredNames
        batch.recordCount = batch.lines.count
        batch.beginRows()
        if hasAbsentCells { batch.settleAbsentCells() }
        removeAll()
    }
}
