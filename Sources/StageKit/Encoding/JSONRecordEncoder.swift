package import ByteKernels

/// One worker's share of a writer of JSON: column by column it settles how each value is written, row by row it
/// writes them.
package final class JSONRecordEncoder: BatchEncoder {
    /// The number of the first record of the next call, if each is to have one: it stands first, as `_n`.
    package var firstNumber: Int64?
    private let plan: JSONWritingPlan
    private let statuses: [[UInt8]]
    private var settler = JSONPieceSettler()

    package init(_ plan: JSONWritingPlan) {
        self.plan = plan
        statuses = (UInt8(0)...6).map { state in
            // Zero is a value that is present and yet has a mark.
            let name = state == 0 ? "provisional" : ValueState(rawValue: state).name
            return Array("\"\(name)\"".utf8)
        }
    }

    package func encode(_ batch: RecordBatch, rows: [UInt32], into buffer: inout OutputBuffer) throws {
        try settler.settle(plan.columns.map(\.field), of: batch, rows: rows)
        Self.write(rows.count, settler, batch.cellBytes, plan, statuses, firstNumber, into: &buffer)
    }

    private static func write(
        _ rowCount: Int,
        _ settler: borrowing JSONPieceSettler,
        _ cells: [UInt8],
        _ plan: JSONWritingPlan,
        _ statuses: [[UInt8]],
        _ firstNumber: Int64?,
        into buffer: inout OutputBuffer
    ) {
        let pieces = settler.pieces.span
        let columns = plan.columns.map { (key: $0.key, statusKey: $0.statusKey) }
        let columnCount = columns.count
        let keyBytes = plan.keys
        let keys = keyBytes.span
        let cellBytes = cells.span
        let scratchBytes = settler.scratch.span
        let separator = plan.separator
        let recordEnd = plan.recordEnd
        let omitsMissing = plan.omitsMissing
        let givesReasons = plan.givesReasons
        for row in 0..<rowCount {
            if row > 0 { buffer.append(separator.span) }
            buffer.append(UInt8(ascii: "{"))
            // The comma of the first key is skipped.
            var skipped = 1
            if let firstNumber {
                buffer.append(text: "\"_n\":")
                buffer.append(integer: firstNumber &+ Int64(row))
                skipped = 0
            }
            for column in 0..<columnCount {
                let piece = pieces[row &* columnCount &+ column]
                if piece.form != .missing || !omitsMissing {
                    let key = columns[column].key
                    buffer.append(keys.extracting(key.lowerBound &+ skipped..<key.upperBound))
                    skipped = 0
                    append(piece, cellBytes, scratchBytes, to: &buffer)
                }
                if givesReasons, piece.state != 0 {
                    let key = columns[column].statusKey
                    buffer.append(keys.extracting(key.lowerBound &+ skipped..<key.upperBound))
                    skipped = 0
                    let status = statuses[min(Int(piece.state & 0x7f), 6)]
                    buffer.append(status.span)
                }
            }
            buffer.append(UInt8(ascii: "}"))
            buffer.append(recordEnd.span)
        }
    }

    @inline(__always)
    private static func append(
        _ piece: JSONPiece,
        _ cells: Span<UInt8>,
        _ scratch: Span<UInt8>,
        to buffer: inout OutputBuffer
    ) {
        let start = Int(piece.value)
        switch piece.form {
        case .missing: buffer.append(text: "null")
        case .cell: buffer.appendJSONString(cells, start..<start &+ Int(piece.count))
        case .cellAsIs: buffer.append(cells.extracting(start..<start &+ Int(piece.count)))
        case .scratch: buffer.append(scratch.extracting(start..<start &+ Int(piece.count)))
        case .integer: buffer.append(integer: piece.value)
        case .decimal:
            if let number = Decimal64(mantissa: piece.value, scale: piece.scale) { buffer.append(decimal: number) }
        case .date:
            buffer.append(UInt8(ascii: "\""))
            buffer.append(date: piece.value)
            buffer.append(UInt8(ascii: "\""))
        case .no: buffer.append(text: "false")
        case .yes: buffer.append(text: "true")
        }
    }
}
