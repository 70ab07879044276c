import ByteKernels
import StageKit

/// The ordered half of the reading of SDMX-CSV: the header, and runs of whole records for workers.
final class SDMXTableSource: RecordSource {
    /// What readers of a block may read beyond it.
    private static let padding = 64
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private(set) var counts: [String: Int] = [:]

    private let plan: SDMXTablePlan
    private let cutter: RecordCutter
    private var header: SDMXTableHeader?
    private var cells: [Int] = []
    /// Bytes as delivered; the first `end` are still to be read.
    private var block: [UInt8] = []
    private var end = 0
    private var isAtEnd = false
    private var place = SDMXTablePlace()

    init(_ plan: SDMXTablePlan) {
        self.plan = plan
        cutter = RecordCutter(CSVDialect(delimiter: plan.options.delimiter, quote: UInt8(ascii: "\"")))
    }

    /// The concepts of a file's header.
    static func header(of input: any ByteInput, options: SDMXTableOptions) throws -> [String] {
        let source = SDMXTableSource(SDMXTablePlan(options: options, fields: [], names: []))
        return try source.readHeader(1 << 16, from: input).concepts
    }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        let size = max(1, batch.targetBytes)
        let header = try header ?? bind(readHeader(size, from: input))
        var wanted = size
        while true {
            try read(wanted, from: input)
            if end == 0 { return false }
            let cut = cutter.cut(block.span, count: end, isLast: isAtEnd)
            // The worker says what is wrong with a record that does not end.
            let isTooLong = cut.end == 0 && end > plan.options.maxRecord
            if cut.end > 0 || isTooLong {
                hand(isTooLong ? end : cut.end, lineEnds: cut.lineEnds, header, to: batch)
                return true
            }
            wanted = max(end, wanted) * 2
        }
    }

    private func hand(_ count: Int, lineEnds: Int, _ header: SDMXTableHeader, to batch: RecordBatch) {
        batch.context = SDMXTablePart(
            header: header,
            cells: cells,
            line: place.line,
            offset: place.offset,
            isLast: isAtEnd && count == end
        )
        place.line += UInt64(lineEnds)
        place.offset += UInt64(count)
        swap(&block, &batch.block)
        batch.blockCount = count
        end -= count
        grow(to: end)
        Self.copy(batch.block, count, count: end, to: &block)
    }

    // MARK: Header

    /// Takes the header from the block.
    private func readHeader(_ size: Int, from input: any ByteInput) throws -> SDMXTableHeader {
        var wanted = max(size, Self.mark.count)
        try read(wanted, from: input)
        if block[..<end].starts(with: Self.mark) { drop(Self.mark.count) }
        if end > 0, block[0] == UInt8(ascii: "<") {
            throw place.refusal(
                "sdmx.not_sdmx",
                "the file is no SDMX-CSV: it begins as XML does",
                "filen er ikke SDMX-CSV: den begynder, som XML gør",
                hint: "for SDMX-ML leave format out"
            )
        }
        var record = SDMXTableRecord(delimiter: plan.options.delimiter)
        var start = 0
        while try !take(&record, from: &start) {
            if isAtEnd {
                throw place.refusal("sdmx.empty", "the file is empty", "filen er tom", hint: "ask for it again")
            }
            wanted = max(end, wanted) * 2
            try read(wanted, from: input)
        }
        let header = try SDMXTableHeader(record.cells.indices.map(record.text), labels: plan.options.labels)
        drop(start)
        place.line += record.lineFeeds + 1
        return header
    }

    private func take(_ record: inout SDMXTableRecord, from start: inout Int) throws -> Bool {
        let bytes = block
        return try record.next(bytes.span, &start, end, isLast: isAtEnd, plan.options, at: place)
    }

    private func bind(_ header: SDMXTableHeader) throws -> SDMXTableHeader {
        cells = try header.cells(
            of: plan.fields,
            refusesExtra: plan.options.refusesExtra,
            refusesAbsent: plan.options.refusesAbsent
        )
        let absent = cells.count { $0 == .max }
        if absent > 0 { counts["absent_fields"] = absent }
        self.header = header
        return header
    }

    private func drop(_ count: Int) {
        block.removeFirst(count)
        end -= count
        place.offset += UInt64(count)
    }

    // MARK: Bytes

    /// Reads until there are so many bytes, or no more, so that batches do not depend on how they arrive.
    private func read(_ wanted: Int, from input: any ByteInput) throws {
        grow(to: wanted)
        // A block that served before may be larger.
        if block.count > wanted + Self.padding { block.removeLast(block.count - max(wanted, end) - Self.padding) }
        while end < wanted, !isAtEnd {
            let count = try input.read(into: &block, at: end)
            if count == 0 { isAtEnd = true }
            end += count
        }
        grow(to: end)
    }

    private static func copy(_ source: [UInt8], _ start: Int, count: Int, to target: inout [UInt8]) {
        var span = target.mutableSpan
        JSONBytes.copy(source.span, at: start, count: count, into: &span, at: 0)
    }

    private func grow(to count: Int) {
        let missing = count + Self.padding - block.count
        if missing > 0 { block.append(contentsOf: repeatElement(0, count: missing)) }
    }
}
