import ByteKernels
import StageKit

/// All of `read.xlsx`: what a cell means depends on other parts of the workbook, and rows come in their order.
final class XLSXSource: RecordSource {
    /// What readers of cells may read beyond them.
    private static let padding = 64
    /// A piece of the sheet: with long shared strings a few bytes of it can stand for many.
    private static let pieceBytes = 8 << 10
    private static let pieceBytesOfWideSheets = 1 << 10

    private let format: XLSXFormat
    private let rules: XLSXRules
    private var reading: SheetReading?
    private var segments: [SheetSegment] = []
    /// What is wrong behind the rows that were found last.
    private var fault: (any Error)?
    private(set) var counts: [String: Int] = [:]

    init(_ format: XLSXFormat, rules: XLSXRules) {
        self.format = format
        self.rules = rules
    }

    /// What the first file tells of its fields.
    static func names(of input: any ByteInput, format: XLSXFormat, rules: XLSXRules) throws -> [String] {
        let archive = try archive(of: input, format)
        let hasHeader = format.headerRows > 0
        let reading = try SheetReading(
            archive,
            of: input,
            format: format,
            rules: rules,
            purpose: hasHeader ? .head : .width
        )
        while !reading.isAtEnd, reading.handler.rows.head == nil { try reading.advance(Self.pieceBytes) }
        if let head = reading.handler.rows.head { return try head.fields(format) }
        // A sheet without cells has a first column all the same.
        return (0..<max(1, reading.handler.rows.width)).map { SheetHead.letters($0, format) }
    }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        let reading = try self.reading ?? begin(input)
        let target = max(1, batch.targetBytes)
        while segments.isEmpty {
            if let fault { throw fault }
            if reading.isAtEnd {
                try end(reading, input)
                return false
            }
            collect(from: reading, target)
        }
        if segments[0].blanks > 0 {
            layOutBlanks(into: batch, target)
            if segments[0].isEmpty { segments.removeFirst() }
            return true
        }
        layOut(into: batch)
        segments.removeFirst()
        return true
    }

    private func begin(_ input: any ByteInput) throws -> SheetReading {
        let archive = try Self.archive(of: input, format)
        let reading = try SheetReading(archive, of: input, format: format, rules: rules, purpose: .records)
        self.reading = reading
        return reading
    }

    private static func archive(of input: any ByteInput, _ format: XLSXFormat) throws -> any RandomAccessBytes {
        try input.anywhere ?? HeldBytes(input, limit: format.maxFile)
    }

    /// Parses until there is about a batch of records.
    private func collect(from reading: SheetReading, _ target: Int) {
        do {
            var size = 0
            repeat {
                let isWide = (reading.handler.rows.head?.names.count ?? 0) > 256
                try reading.advance(min(target, isWide ? Self.pieceBytesOfWideSheets : Self.pieceBytes))
                size = reading.handler.rows.segments.last?.size ?? 0
            } while !reading.isAtEnd && size < target && reading.handler.rows.segments.count < 2
        } catch {
            fault = error
        }
        swap(&segments, &reading.handler.rows.segments)
        segments.removeAll { $0.isEmpty }
    }

    /// Reads the delivery to its end, by which it is counted and hashed.
    private func end(_ reading: SheetReading, _ input: any ByteInput) throws {
        counts = reading.handler.rows.counts
        if input.anywhere == nil { return }
        var scratch = [UInt8](repeating: 0, count: 256 << 10)
        while try input.read(into: &scratch, at: 0) > 0 {}
    }

    // MARK: Batches

    private func layOut(into batch: RecordBatch) {
        swap(&batch.table, &segments[0].table)
        batch.cellArena = segments[0].bytes.take()
        begin(batch, rows: segments[0].rows)
        let columns = reading?.handler.rows.columns ?? []
        var slots: [Int: Int] = [:]
        for (slot, column) in columns.enumerated() { slots[column] = slot }
        for fault in segments[0].faults {
            if let column = fault.column {
                // What is wrong in a column that nobody asked for is not read.
                if let slot = slots[column] { batch.invalidate(row: fault.record, rule: fault.rule, slot: slot) }
            } else {
                batch.fault(row: fault.record, rule: fault.rule, slot: nil)
            }
        }
    }

    private func layOutBlanks(into batch: RecordBatch, _ target: Int) {
        let width = reading?.handler.rows.head?.names.count ?? 0
        let count = min(segments[0].blanks, max(1, target / (4 * width + 4)))
        var blanks = SheetSegment()
        for step in 0..<count {
            blanks.appendAbsent(width)
            blanks.endRecord(row: segments[0].firstBlank + step)
        }
        segments[0].blanks -= count
        segments[0].firstBlank += count
        swap(&batch.table, &blanks.table)
        batch.cellArena = blanks.bytes.take()
        begin(batch, rows: blanks.rows)
    }

    private func begin(_ batch: RecordBatch, rows: [UInt32]) {
        let names = reading?.handler.rows.head?.names ?? []
        batch.cellArena.append(contentsOf: repeatElement(0, count: Self.padding))
        batch.cellsAreInArena = true
        batch.blockCount = 0
        batch.encoding = .utf8
        batch.stride = names.count + 1
        batch.deliveredNames = names
        batch.recordCount = rows.count
        let first = rows.first ?? 1
        batch.firstLine = UInt64(first)
        batch.blockOffset = 0
        for row in rows { batch.lines.append(row - first) }
        for (slot, column) in (reading?.handler.rows.columns ?? []).enumerated() { batch.column(slot).source = column }
        batch.beginRows()
        batch.settleAbsentCells()
    }
}
