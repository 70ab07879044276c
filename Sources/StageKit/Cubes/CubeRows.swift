import ByteKernels

/// Cells of a cube as records: the categories of each cell, which an odometer counts through, and what the file says of
/// its value.
package struct CubeRows: ~Copyable {
    /// A field that holds categories: where their texts are.
    private struct Category {
        var dimension: Int
        /// The place of its first category in `offsets`.
        var first: Int
        /// Whether an empty text says that there is none.
        var mayBeAbsent: Bool
    }

    /// How a cell is written.
    private enum Cell {
        case category(Category)
        case value
        case status
    }

    private let cells: [Cell]
    /// The texts of all categories that fields hold, and where each begins.
    private let texts: [UInt8]
    private let offsets: [Int]
    private let sizes: [Int]
    private var digits: [Int]
    private var arena = OutputBuffer(capacity: 1 << 16)
    private var table: [UInt32] = []
    private var lines: [UInt32] = []
    private var firstOffset: UInt64 = 0
    private var hasAbsentCells = false

    /// The number of records.
    package var count: Int { lines.count }
    /// The bytes that the cells take.
    package var byteCount: Int { arena.count }

    /// The most bytes that the categories of one record may take: places in a batch have 29 bits.
    private static let longestRecord = 1 << 27

    /// - Throws: `DeliveryFault` when the texts of a record do not fit into a batch.
    package init(_ dimensions: [CubeDimension], cells: [CubeCell]) throws(DeliveryFault) {
        var texts: [UInt8] = []
        var offsets: [Int] = []
        var longest = 0
        self.cells = cells.map { cell in
            switch cell {
            case .value: return .value
            case .status: return .status
            case .category(let dimension, let part):
                let first = offsets.count
                let categories = dimensions[dimension].texts(part)
                longest += categories.map(\.count).max() ?? 0
                for text in categories {
                    offsets.append(texts.count)
                    texts += text
                    // Cells lie one byte apart.
                    texts.append(0)
                }
                offsets.append(texts.count)
                return .category(Category(dimension: dimension, first: first, mayBeAbsent: part == .parent))
            }
        }
        self.texts = texts
        self.offsets = offsets
        sizes = dimensions.map(\.count)
        digits = sizes.map { _ in 0 }
        guard longest <= Self.longestRecord else {
            throw DeliveryFault(
                "cube.record_size",
                en: "the categories of a record take more than \(Self.longestRecord) bytes",
                da: "kategorierne i en post fylder mere end \(Self.longestRecord) byte",
                hint: "choose shorter texts with 'take: code' or fewer fields with 'fields:'"
            )
        }
    }

    /// Forgets the records; the odometer stays where it is.
    package mutating func removeAll() {
        arena.removeAll()
        table.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        hasAbsentCells = false
    }

    /// Puts the first dimensions to the given categories and the others to their first.
    package mutating func seek(_ categories: [Int]) {
        for place in digits.indices { digits[place] = place < categories.count ? categories[place] : 0 }
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
        let categories = texts
        let texts = categories.span
        for index in cells.indices {
            let place = UInt32(truncatingIfNeeded: arena.count)
            switch cells[index] {
            case .category(let category):
                let entry = category.first &+ digits[category.dimension]
                let range = offsets[entry]..<offsets[entry &+ 1]
                if category.mayBeAbsent, range.count == 1 {
                    table.append(place | RecordTable.absent)
                    hasAbsentCells = true
                } else {
                    table.append(place)
                }
                arena.append(texts.extracting(range))
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
        batch.cellArena = arena.bytes
        batch.cellArena.append(contentsOf: repeatElement(0, count: 64))
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
        batch.stride = cells.count + 1
        batch.deliveredNames = deliveredNames
        batch.recordCount = batch.lines.count
        batch.beginRows()
        if hasAbsentCells { batch.settleAbsentCells() }
        removeAll()
    }
}
