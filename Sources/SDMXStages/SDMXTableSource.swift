import ByteKernels
import StageKit

/// All of the reading of SDMX-CSV: cells are set free of their quotes and laid out in the order of the fields.
final class SDMXTableSource: RecordSource {
    private(set) var counts: [String: Int] = [:]

    private let options: SDMXTableOptions
    private let fields: [String]
    private let names: [String]
    private var rows: SDMXRows
    private var record: SDMXTableRecord
    private var header: SDMXTableHeader?
    private var cells: [Int] = []
    private var block: [UInt8] = []
    /// The first bytes, until it is known whether they are the mark of UTF-8.
    private var isAtStart = true
    private var isAtEnd = false
    private var line: UInt64 = 1
    private var offset: UInt64 = 0
    private var fault: DeliveryFault?
    private let looksForHeader: Bool

    init(_ options: SDMXTableOptions, fields: [String], names: [String], looksForHeader: Bool = false) {
        self.options = options
        self.fields = fields
        self.names = names
        self.looksForHeader = looksForHeader
        rows = SDMXRows(columns: fields.count)
        record = SDMXTableRecord(delimiter: options.delimiter)
    }

    /// The concepts of a file's header.
    static func header(of input: any ByteInput, options: SDMXTableOptions) throws -> [String] {
        let source = SDMXTableSource(options, fields: [], names: [], looksForHeader: true)
        while source.header == nil {
            if let fault = source.fault { throw fault }
            if source.isAtEnd { break }
            try source.readBlock(of: 1 << 16, from: input)
        }
        if let fault = source.fault, source.header == nil { throw fault }
        return source.header?.concepts ?? []
    }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        while rows.count == 0 {
            if let fault { throw fault }
            if isAtEnd { return false }
            try readBlock(of: max(1, batch.targetBytes), from: input)
        }
        rows.layOut(into: batch, names: names)
        rows.removeAll()
        return true
    }

    private func readBlock(of size: Int, from input: any ByteInput) throws {
        var wanted = size
        // A mark of UTF-8 must be seen whole.
        if isAtStart { wanted = max(wanted, 3) }
        if block.count != wanted { block = [UInt8](repeating: 0, count: wanted) }
        var filled = 0
        while filled < block.count, !isAtEnd {
            let count = try input.read(into: &block, at: filled)
            if count == 0 { isAtEnd = true }
            filled += count
        }
        var place = 0
        if isAtStart {
            isAtStart = false
            if block[..<filled].starts(with: [0xEF, 0xBB, 0xBF]) {
                place = 3
                offset = 3
            }
        }
        do {
            try take(from: &place, to: filled)
            if isAtEnd { try finish() }
        } catch let found as DeliveryFault {
            fault = found
        }
    }

    private func take(from place: inout Int, to end: Int) throws {
        if offset == 0 || offset == 3, header == nil, record.byteCount == 0, place < end,
            block[place] == UInt8(ascii: "<")
        {
            throw refusal(
                "sdmx.not_sdmx",
                "the file is no SDMX-CSV: it begins as XML does",
                "filen er ikke SDMX-CSV: den begynder, som XML gør",
                hint: "for SDMX-ML leave format out"
            )
        }
        while place < end {
            switch record.take(block.span, &place, end) {
            case .needsMore:
                guard record.byteCount <= options.maxRecord else { throw tooLong() }
            case .wrong:
                throw refusal(
                    "sdmx.quotes",
                    "a quote or a carriage return stands where SDMX-CSV has none",
                    "et anførselstegn eller en vognretur står, hvor SDMX-CSV ingen har",
                    hint: "a cell with quotes is written in quotes, and those inside are doubled"
                )
            case .ended:
                guard record.byteCount <= options.maxRecord else { throw tooLong() }
                try endRecord()
                if looksForHeader { return }
            }
        }
    }

    private func finish() throws {
        if record.isInsideQuotes {
            throw refusal(
                "sdmx.torn",
                "the file ends inside quotes that began in this record",
                "filen slutter inde i anførselstegn, der begyndte i denne post",
                hint: "the file may have been cut off on its way; ask for it again"
            )
        }
        if record.finish() { try endRecord() }
        if header == nil {
            throw refusal("sdmx.empty", "the file is empty", "filen er tom", hint: "ask for it again")
        }
    }

    private func endRecord() throws {
        guard record.isSound else {
            throw refusal(
                "sdmx.encoding",
                "bytes that are not UTF-8, or a zero byte",
                "bytes, der ikke er UTF-8, eller en nulbyte"
            )
        }
        if let header {
            guard !rows.isFull(adding: record.bytes.count + fields.count) else { throw SDMXFault.batch() }
            layOutRow(header)
        } else {
            let header = try SDMXTableHeader(record.cells.indices.map(record.text), labels: options.labels)
            self.header = header
            if !looksForHeader {
                cells = try header.cells(
                    of: fields,
                    refusesExtra: options.refusesExtra,
                    refusesAbsent: options.refusesAbsent
                )
                counts["absent_fields"] = cells.contains(.max) ? cells.count { $0 == .max } : nil
            }
        }
        line += record.lineFeeds + 1
        offset += UInt64(record.byteCount)
        record.removeAll()
    }

    private func layOutRow(_ header: SDMXTableHeader) {
        if record.cells.count != header.concepts.count { rows.fault(options.cells, column: nil) }
        if let action = header.action, action < record.cells.count {
            let cell = record.cells[action]
            if cell.count > 0, record.bytes[cell.start] | 0x20 == UInt8(ascii: "d") {
                rows.fault(options.deleted, column: nil)
            }
        }
        for place in cells {
            guard place < record.cells.count else {
                rows.appendAbsent()
                continue
            }
            var cell = record.cells[place]
            // An empty cell means that there is no value.
            if cell.count == 0, !cell.isQuoted {
                rows.appendAbsent()
            } else {
                if options.labels != .none { takePart(of: &cell) }
                rows.append(record.bytes, from: cell.start, count: cell.count)
            }
        }
        rows.endRow(line: line, offset: offset)
    }

    /// Narrows `DK: Danmark` to its code or its label; a text whose beginning is no code stays whole.
    private func takePart(of cell: inout SDMXTableRecord.Cell) {
        var length = 0
        while length < cell.count, record.bytes[cell.start + length].isOfCode { length += 1 }
        guard length > 0, length + 1 < cell.count, record.bytes[cell.start + length] == UInt8(ascii: ":"),
            record.bytes[cell.start + length + 1] == UInt8(ascii: " ")
        else { return }
        if options.labels == .code {
            cell.count = length
        } else {
            cell.start += length + 2
            cell.count -= length + 2
        }
    }

    private func tooLong() -> DeliveryFault {
        refusal(
            "sdmx.limit.record",
            "a record has more than \(options.maxRecord) bytes",
            "en post fylder mere end \(options.maxRecord) bytes",
            hint: "if such records are right, give max_record a larger number"
        )
    }

    private func refusal(_ rule: StaticString, _ english: String, _ danish: String, hint: String? = nil)
        -> DeliveryFault
    {
        DeliveryFault(rule, en: english, da: danish, line: line, byteOffset: offset, hint: hint)
    }
}

extension UInt8 {
    /// Letters, digits, and what else an ID of SDMX may have.
    fileprivate var isOfCode: Bool {
        switch self {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "$"),
            UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
