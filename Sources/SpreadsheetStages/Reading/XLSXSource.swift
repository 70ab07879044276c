import StageKit

/// The ordered half of `read.xlsx`: unpacks the sheet, reads what stands before its rows, and gives rows away to be read.
final class XLSXSource: RecordSource {
    /// A piece of the sheet: with long shared strings a few bytes of it can stand for many.
    private static let pieceBytes = 8 << 10
    private static let pieceBytesOfWideSheets = 1 << 10

    private let format: XLSXFormat
    private let rules: XLSXRules
    private var reading: SheetReading?
    private var segments: [SheetSegment] = []
    /// Rows to give away, behind those.
    private var found: FoundStretch?
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
        while !reading.isAtEnd, reading.handler.assembly.rows.head == nil { try reading.advance(Self.pieceBytes) }
        if let head = reading.handler.assembly.rows.head { return try head.fields(format) }
        // A sheet without cells has a first column all the same.
        return (0..<max(1, reading.handler.assembly.rows.width)).map { SheetHead.letters($0, format) }
    }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        let reading = try self.reading ?? begin(input)
        let target = max(1, batch.targetBytes)
        while segments.isEmpty {
            if let found {
                reading.hand(found, to: batch)
                self.found = nil
                return true
            }
            if let fault { throw fault }
            if reading.isAtEnd {
                try end(reading, input)
                return false
            }
            collect(from: reading, target)
        }
        if segments[0].blanks > 0 {
            layOutBlanks(into: batch, reading.layout, target)
            if segments[0].isEmpty { segments.removeFirst() }
            return true
        }
        segments[0].layOut(into: batch, reading.layout)
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

    /// Parses until there is about a batch of records, or rows to give away.
    private func collect(from reading: SheetReading, _ target: Int) {
        do {
            var size = 0
            repeat {
                if reading.isAtStretch {
                    found = reading.findStretch(target)
                    if found != nil { break }
                }
                let isWide = (reading.handler.assembly.rows.head?.names.count ?? 0) > 256
                try reading.advance(min(target, isWide ? Self.pieceBytesOfWideSheets : Self.pieceBytes))
                size = reading.handler.assembly.rows.segments.last?.size ?? 0
            } while !reading.isAtEnd && size < target && reading.handler.assembly.rows.segments.count < 2
        } catch {
            fault = error
        }
        swap(&segments, &reading.handler.assembly.rows.segments)
        segments.removeAll { $0.isEmpty }
    }

    /// Reads the delivery to its end, by which it is counted and hashed.
    private func end(_ reading: SheetReading, _ input: any ByteInput) throws {
        counts = reading.handler.assembly.rows.counts
        if input.anywhere == nil { return }
        var scratch = [UInt8](repeating: 0, count: 256 << 10)
        while try input.read(into: &scratch, at: 0) > 0 {}
    }

    // MARK: Batches

    private func layOutBlanks(into batch: RecordBatch, _ layout: SheetLayout, _ target: Int) {
        let width = layout.head.names.count
        let count = min(segments[0].blanks, max(1, target / (4 * width + 4)))
        var blanks = SheetSegment()
        for step in 0..<count {
            blanks.appendAbsent(width)
            blanks.endRecord(row: segments[0].firstBlank + step)
        }
        segments[0].blanks -= count
        segments[0].firstBlank += count
        blanks.layOut(into: batch, layout)
    }
}
