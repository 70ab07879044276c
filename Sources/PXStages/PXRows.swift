import ByteKernels
import StageKit

/// Cells of a PX file as records.
struct PXRows: ~Copyable {
    let table: PXTable
    private(set) var cells: CubeRows
    private var decoded = OutputBuffer()

    init(_ table: PXTable) {
        self.table = table
        cells = CubeRows(table.layout)
    }

    mutating func seek(cell: Int) { cells.seek(cell: cell) }

    mutating func seek(row: [Int]) { cells.seek(row) }

    mutating func move(into batch: RecordBatch, deliveredNames: [String]) {
        cells.move(into: batch, deliveredNames: deliveredNames)
    }

    /// Adds a cell.
    @inline(__always)
    mutating func append(_ bytes: Span<UInt8>, _ token: PXToken) throws(DeliveryFault) {
        if token.kind == RecordTable.number {
            let (line, offset) = (token.place.line, token.place.offset)
            cells.append(bytes, token.range, kind: RecordTable.number, line: line, offset: offset)
        } else {
            try appendText(bytes, token)
        }
    }

    private mutating func appendText(_ bytes: Span<UInt8>, _ token: PXToken) throws(DeliveryFault) {
        guard let kind = token.kind else {
            throw PXFault.metadata(
                "px.value",
                "neither a number nor a text in quotes nor a sign such as '..'",
                "hverken et tal, en tekst i anførselstegn eller et tegn som '..'",
                at: token.place
            )
        }
        try decode(bytes, token)
        Self.append(decoded, kind, token.place, to: &cells)
    }

    private static func append(
        _ text: borrowing OutputBuffer,
        _ kind: UInt32,
        _ place: PXFault.Place,
        to cells: inout CubeRows
    ) {
        cells.append(text.span, 0..<text.count, kind: kind, line: place.line, offset: place.offset)
    }

    /// The text of a token as UTF-8.
    mutating func text(_ bytes: Span<UInt8>, _ token: PXToken) throws(DeliveryFault) -> [UInt8] {
        try decode(bytes, token)
        return decoded.bytes
    }

    private mutating func decode(_ bytes: Span<UInt8>, _ token: PXToken) throws(DeliveryFault) {
        decoded.removeAll()
        if let wrong = table.codePage.append(bytes, token.range, to: &decoded) {
            let offset = token.place.offset + UInt64(wrong - token.range.lowerBound)
            throw table.codePage.fault(at: PXFault.Place(line: token.place.line, offset: offset))
        }
    }

    /// Adds a cell of a row that the file leaves out.
    mutating func appendZero(at place: PXFault.Place) {
        let zero: [UInt8] = [UInt8(ascii: "0")]
        cells.append(zero.span, 0..<1, kind: RecordTable.number, line: place.line, offset: place.offset)
    }
}
