import ByteKernels
import StageKit

/// The ordered half of `read.csv`: blocks of whole records, and the header that says where their fields are.
final class CSVSource: RecordSource {
    private var ownCounts: [String: Int] = [:]

    var counts: [String: Int] {
        let trimmed = trimmer?.trimmedFields ?? 0
        return trimmed == 0 ? ownCounts : ownCounts.merging(["trimmed_fields": trimmed]) { $1 }
    }

    private let format: CSVFormat
    private let cutter: RecordCutter
    /// Reads the records here and now, where what a record means depends on those before it.
    private let parser: CSVRowParser?
    /// The file as the parts behind it know it, where that is not the file itself.
    private var recoded: (any ByteInput)?
    private var trimmer: PlainInput?

    private var head: CSVHead?
    private var binding: CSVBinding?
    /// What was read and not yet handed on; it begins with a record.
    private var rest: [UInt8] = []
    private var offset: UInt64 = 0
    private var line: UInt64 = 1
    private var isAtEnd = false
    private var hasCheckedEnd = false

    init(_ format: CSVFormat, parser: CSVRowParser? = nil) {
        self.format = format
        self.parser = parser
        cutter = RecordCutter(format.dialect)
    }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        let head = try head ?? begin(plain(input), blockSize: batch.targetBytes)
        // The beginning may have shown that its lines end in CR.
        guard let end = try nextBlock(&batch.block, of: batch.targetBytes, from: recoded ?? input) else { return false }
        batch.blockCount = end.cut
        batch.blockOffset = offset
        batch.firstLine = line
        batch.encoding = format.encoding.ofCells
        batch.quote = format.dialect.quote ?? UInt8(ascii: "\"")
        batch.stride = max(head.names.count, 1) + 1
        batch.deliveredNames = head.names
        for (field, cell) in (binding?.cells ?? []).enumerated() {
            batch.column(field + format.firstSlot).source = cell
        }
        rest.removeAll(keepingCapacity: true)
        rest.append(contentsOf: batch.block[end.cut..<end.filled])
        offset += UInt64(end.cut)
        line += UInt64(end.lineEnds)
        if let parser {
            try parser.parse(batch)
            for (name, count) in parser.takeCounts() { ownCounts[name, default: 0] += count }
        }
        return true
    }

    /// Reads the head of a file alone: for the fields of a file that names them itself.
    static func head(of input: any ByteInput, format: CSVFormat) throws -> CSVHead {
        let source = CSVSource(format)
        return try source.begin(source.plain(input), blockSize: 1 << 16)
    }

    /// The file in an encoding and a notation of single bytes.
    private func plain(_ input: any ByteInput) -> any ByteInput {
        if let scheme = RecodedInput.Scheme(format.encoding) { recoded = RecodedInput(input, scheme) }
        if !format.notation.isPlain {
            let plain = PlainInput(recoded ?? input, notation: format.notation, skipRows: format.skipRows)
            trimmer = plain
            recoded = plain
        }
        return recoded ?? input
    }

    /// The file with LF for its line ends if its first bytes show that they are CR alone.
    private func withoutCarriageReturns(_ bytes: [UInt8], of input: any ByteInput) -> (any ByteInput)? {
        guard format.isDelimited, isAtEnd || bytes.count > 1 << 16, bytes.contains(UInt8(ascii: "\r")),
            !bytes.contains(UInt8(ascii: "\n"))
        else { return nil }
        var notation = CSVNotation(delimiter: [format.dialect.delimiter], quote: format.dialect.quote)
        notation.comment = format.dialect.comment.map { [$0] } ?? []
        notation.endsInCR = true
        return PlainInput(
            input,
            notation: notation,
            skipRows: format.skipRows,
            beginning: bytes,
            isAtEnd: isAtEnd
        )
    }

    private func begin(_ input: any ByteInput, blockSize: Int) throws -> CSVHead {
        var bytes: [UInt8] = []
        var filled = 0
        var limit = max(1, blockSize)
        var input = input
        var endsInCR = false
        while true {
            filled = try read(into: &bytes, filled: filled, limit: limit, from: input)
            bytes.removeLast(bytes.count - filled)
            if !endsInCR, let plain = withoutCarriageReturns(bytes, of: input) {
                (recoded, input, endsInCR, isAtEnd) = (plain, plain, true, false)
                (bytes, filled) = ([], 0)
                continue
            }
            if let head = try CSVHead(bytes, isLast: isAtEnd, format: format) {
                rest = Array(bytes[head.end...])
                offset = UInt64(head.end)
                line = head.line
                self.head = head
                if rest.isEmpty, isAtEnd, !bytes.isEmpty { try checkLastLine(bytes, count: bytes.count, firstLine: 1) }
                guard head.names.count <= format.maxColumns else {
                    throw CSVFault.tooManyColumns(head.names.count, limit: format.maxColumns)
                }
                if let fields = format.fields {
                    binding = try CSVBinding(fields, in: head, format: format)
                    let ignored = head.names.count - fields.count
                    if format.ignoresExtra, format.headerRows > 0, ignored > 0 { ownCounts["ignored_fields"] = ignored }
                }
                return head
            }
            guard filled <= format.maxRecord else { throw CSVFault.recordTooLong(format.maxRecord, line: 1) }
            limit *= 2
        }
    }

    /// Fills `block` with what was left over and with more of the file until it holds a whole record.
    ///
    /// - Parameter blockSize: about how many bytes of the file it gets.
    /// - Returns: where the records end, the line ends among them, and where the bytes end; nil after the last record.
    private func nextBlock(
        _ block: inout [UInt8],
        of blockSize: Int,
        from input: any ByteInput
    ) throws -> (cut: Int, lineEnds: Int, filled: Int)? {
        var limit = max(1, blockSize)
        var filled = rest.count
        grow(&block, to: max(limit, filled))
        block.replaceSubrange(0..<filled, with: rest)
        while true {
            filled = try read(into: &block, filled: filled, limit: limit, from: input)
            var count = min(filled, limit)
            var isLast = isAtEnd && filled <= limit
            if let end = try endOfData(block, count: count) {
                try skipFooter(block, from: end, filled: filled, input: input)
                filled = end
                count = end
                isLast = true
            }
            guard count > 0 else { return nil }
            if isLast, !hasCheckedEnd { try checkLastLine(block, count: count, firstLine: line) }
            let cut = cutter.cut(block.span, count: count, isLast: isLast)
            if isLast {
                if cut.endsInsideQuotes {
                    let open = cutter.cut(block.span, count: count, isLast: false)
                    throw CSVFault.openQuote(line: line + UInt64(open.lineEnds))
                }
                isAtEnd = true
            }
            if cut.end > 0 { return (cut.end, cut.lineEnds, filled) }
            // A record of the greatest length may have two bytes of line end.
            guard count < format.maxRecord + 2 else {
                throw CSVFault.recordTooLong(format.maxRecord, line: line)
            }
            limit = min(limit * 2, format.maxRecord + 2)
            grow(&block, to: max(limit, filled))
        }
    }

    /// A last line without its end may be cut: it is counted, or the file refused.
    private func checkLastLine(_ block: [UInt8], count: Int, firstLine: UInt64) throws {
        hasCheckedEnd = true
        guard block[count - 1] != UInt8(ascii: "\n") else { return }
        ownCounts["last_line_without_end"] = 1
        guard format.refusesOpenEnd else { return }
        let lineEnds = block[..<count].count { $0 == UInt8(ascii: "\n") }
        throw CSVFault.openEnd(line: firstLine + UInt64(lineEnds))
    }

    /// Makes the block hold `limit` bytes and the padding that the kernels read beyond them.
    private func grow(_ block: inout [UInt8], to limit: Int) {
        let wanted = limit + 64
        if block.isEmpty {
            block = [UInt8](repeating: 0, count: wanted)
        } else if block.count < wanted {
            block.append(contentsOf: repeatElement(0, count: wanted - block.count))
        }
    }

    /// Reads until there are `limit` bytes, or a few more, or no more.
    private func read(
        into block: inout [UInt8],
        filled: Int,
        limit: Int,
        from input: any ByteInput
    ) throws -> Int {
        grow(&block, to: limit)
        var filled = filled
        while filled < limit, !isAtEnd {
            let count = try input.read(into: &block, at: filled)
            if count == 0 { isAtEnd = true }
            filled += count
        }
        return filled
    }

    /// The start of the first record that begins with the footer's text.
    private func endOfData(_ block: [UInt8], count: Int) throws -> Int? {
        let footer = format.footer
        guard !footer.isEmpty, count >= footer.count else { return nil }
        for place in 0...(count - footer.count)
        where block[place] == footer[0] && (place == 0 || block[place - 1] == UInt8(ascii: "\n")) {
            guard footer.indices.allSatisfy({ block[place + $0] == footer[$0] }) else { continue }
            // A line inside quotes begins no record.
            if cutter.cut(block.span, count: place, isLast: false).end == place { return place }
        }
        return nil
    }

    /// Counts the lines from the footer to the end of the file.
    private func skipFooter(_ block: [UInt8], from end: Int, filled: Int, input: any ByteInput) throws {
        var lines = block[end..<filled].count { $0 == UInt8(ascii: "\n") }
        var last = filled > end ? block[filled - 1] : UInt8(ascii: "\n")
        var scratch = [UInt8](repeating: 0, count: 1 << 16)
        while !isAtEnd {
            let count = try input.read(into: &scratch, at: 0)
            guard count > 0 else { break }
            lines += scratch[..<count].count { $0 == UInt8(ascii: "\n") }
            last = scratch[count - 1]
        }
        isAtEnd = true
        ownCounts["footer_lines"] = lines + (last == UInt8(ascii: "\n") ? 0 : 1)
    }
}
