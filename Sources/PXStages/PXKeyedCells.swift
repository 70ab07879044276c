import StageKit

/// Reads the cells of a file with KEYS, piece by piece.
///
/// A key says where the cells behind it stand and whether its row was there before, which nobody knows who has not read
/// all keys before it: so such files are read in order.
struct PXKeyedCells: ~Copyable {
    enum Outcome {
        /// Enough records for a batch.
        case full
        /// The next token begins at `position` and may go on behind the bytes.
        case needsMore
        /// The file is read.
        case ended
    }

    private let fillsRows: Bool
    /// The cells of a row, after its keys.
    private let rowCells: Int
    private var keys: PXRowKeys
    private var tokens: PXTokens
    private(set) var rows: PXRows
    /// The cells that the row still has.
    private var left = 0
    /// The zeros of a row that was left out and is not written whole yet.
    private var zeros = 0

    init(
        _ table: PXTable,
        _ dimensions: [CubeDimension],
        areCodes: [Bool],
        fillsRows: Bool,
        tokens: PXTokens
    ) throws(DeliveryFault) {
        let (stub, heading) = (dimensions.prefix(areCodes.count), dimensions.dropFirst(areCodes.count))
        rowCells = CubeDimension.cellCount(of: heading.map(\.count), limit: Int.max) ?? 0
        keys = try PXRowKeys(stub, areCodes: areCodes)
        rows = PXRows(table)
        self.fillsRows = fillsRows
        self.tokens = tokens
        self.tokens.allowsEndSign = true
    }

    /// How far the bytes are read.
    var position: Int {
        get { tokens.position }
        set { tokens.position = newValue }
    }

    /// The rows that the file left out.
    var leftOutRows: Int { keys.rowCount == 0 ? 0 : rows.table.cellCount / max(1, rowCells) - keys.rowCount }

    mutating func move(into batch: RecordBatch, deliveredNames: [String]) {
        rows.move(into: batch, deliveredNames: deliveredNames)
    }

    /// Reads cells until the records take `target` bytes.
    mutating func read(_ file: borrowing PXBytes, target: Int) throws(DeliveryFault) -> Outcome {
        let block = file.bytes
        let bytes = block.span
        while rows.cells.byteCount < target {
            guard try tokens.find(bytes, count: file.count, base: file.base) else {
                guard file.isAtEnd else { return .needsMore }
                let place = PXFault.Place(line: tokens.line, offset: file.base + UInt64(position))
                try checkEnd(at: place)
                return fillsRows ? appendLeftOut(target: target, at: place) : .ended
            }
            guard let token = try tokens.next(bytes, count: file.count, base: file.base, isLast: file.isAtEnd)
            else { return .needsMore }
            if left == 0 {
                try takeKey(bytes, token)
            } else {
                try rows.append(bytes, token)
                left &-= 1
            }
        }
        return .full
    }

    /// Takes a key; the last one begins the row.
    private mutating func takeKey(_ bytes: Span<UInt8>, _ token: PXToken) throws(DeliveryFault) {
        guard keys.take(try rows.text(bytes, token)) else {
            throw PXFault.metadata(
                "px.key",
                "a row begins with a category that its dimension does not have",
                "en række begynder med en kategori, som dens dimension ikke har",
                at: token.place
            )
        }
        guard keys.isWhole else { return }
        guard keys.begin() else {
            throw PXFault.metadata("px.row_twice", "a row is there twice", "en række er der to gange", at: token.place)
        }
        rows.seek(row: keys.row)
        left = rowCells
    }

    private func checkEnd(at place: PXFault.Place) throws(DeliveryFault) {
        guard left == 0, keys.isWhole || keys.row.isEmpty else {
            throw PXFault.tooFew("the last row lacks values", "den sidste række mangler værdier", at: place)
        }
        guard tokens.delimiter == UInt8(ascii: ";") else { throw PXFault.noSemicolon(at: place) }
    }

    private mutating func appendLeftOut(target: Int, at place: PXFault.Place) -> Outcome {
        while true {
            if zeros == 0 {
                guard let categories = keys.nextLeftOut() else { return .ended }
                rows.seek(row: categories)
                zeros = rowCells
            }
            while zeros > 0 {
                guard rows.cells.byteCount < target else { return .full }
                rows.appendZero(at: place)
                zeros -= 1
            }
        }
    }
}
