import ByteKernels
import StageKit

/// The free half of `read.csv`: finds the fields of a block and sets aside the records that make no row.
final class CSVRowParser: RecordParser {
    private(set) var counts: [String: Int] = [:]

    private let format: CSVFormat
    private let rules: CSVRules
    private var index = FieldIndex()
    private var strictIndex = FieldIndex()
    /// The last heading of the blocks before; only where blocks are parsed in order.
    private var heading: [UInt8]?

    init(_ format: CSVFormat, rules: CSVRules) {
        self.format = format
        self.rules = rules
    }

    func takeCounts() -> [String: Int] {
        defer { counts = [:] }
        return counts
    }

    func parse(_ batch: RecordBatch) throws {
        let columns = batch.stride - 1
        var indexer = FieldIndexer(format.dialect, columns: columns)
        indexer.quotes = format.quotes
        indexer.ragged = format.ragged
        indexer.blankLines = columns == 1 && format.blankRows != .skip ? .record : .skip
        indexer.index(batch.block.span, count: batch.blockCount, into: &index)
        index.exchange(entries: &batch.table, lines: &batch.lines)
        batch.recordCount = index.rows
        if format.quotes == .lenient { countLenientQuotes(of: batch) }
        note("padded_records", index.paddedRows)
        note("truncated_records", index.truncatedRows)
        note("blank_rows", index.blankLines)
        note("comment_lines", index.commentLines)
        for record in index.malformed {
            batch.unsplit.append(
                UnsplitRecord(
                    row: record.row,
                    line: record.line,
                    bytes: Int(record.start)..<Int(record.end),
                    rule: rule(record.fault)
                )
            )
        }
        var cut = CSVRowCut()
        markBadText(of: batch, in: &cut)
        // A block is seldom as long as a cell may be, and then no cell is too long.
        if batch.blockCount > format.maxCell { markLongCells(of: batch, in: &cut) }
        if format.blankRows != .keep { markBlankRows(of: batch, in: &cut) }
        if format.hasHeadings { takeHeadings(of: batch, in: &cut) }
        cut.apply(to: batch)
        batch.beginRows()
        if index.paddedRows > 0 { batch.settleAbsentCells() }
    }

    /// Counts the records that strict quotes would reject.
    private func countLenientQuotes(of batch: RecordBatch) {
        var strict = FieldIndexer(format.dialect, columns: batch.stride - 1)
        strict.quotes = .strict
        strict.ragged = .fit
        let block = batch.block
        strict.index(block.span, count: batch.blockCount, into: &strictIndex)
        note("lenient_quotes", strictIndex.malformed.count { $0.fault == .strayQuote || $0.fault == .textAfterQuote })
    }

    private func note(_ name: String, _ count: Int) {
        if count > 0 { counts[name, default: 0] += count }
    }

    private func rule(_ fault: MalformedRecord.Fault) -> RuleHandle {
        switch fault {
        case .nulByte: rules.nulByte
        // The source has refused files that end inside quotes.
        case .openQuote, .strayQuote: rules.strayQuote
        case .textAfterQuote: rules.textAfterQuote
        case .tooFewFields: rules.tooFewFields
        case .tooManyFields: rules.tooManyFields
        }
    }

    /// Nearly always the whole block is text, and one look at it says so.
    private func markBadText(of batch: RecordBatch, in cut: inout CSVRowCut) {
        let block = batch.block
        let text = block.span
        guard batch.encoding.firstInvalid(in: text.extracting(0..<batch.blockCount)) != nil else { return }
        for record in 0..<batch.recordCount {
            let range = batch.recordRange(record)
            if batch.encoding.firstInvalid(in: text.extracting(range)) != nil {
                cut.reject(record, rules.encoding)
            }
        }
    }

    private func markLongCells(of batch: RecordBatch, in cut: inout CSVRowCut) {
        let stride = batch.stride
        let entries = batch.table
        let table = entries.span
        let starts = RecordTable.startMask
        for record in 0..<batch.recordCount {
            let first = record &* stride
            guard Int(table[first &+ stride &- 1] & starts) - Int(table[first] & starts) > format.maxCell else {
                continue
            }
            for cell in first..<first &+ stride &- 1
            where Int(table[cell &+ 1] & starts) - Int(table[cell] & starts) - 1 > format.maxCell {
                cut.reject(record, rules.longCell)
                break
            }
        }
    }

    private func markBlankRows(of batch: RecordBatch, in cut: inout CSVRowCut) {
        let stride = batch.stride
        let columns = stride - 1
        let entries = batch.table
        let table = entries.span
        var first = 0
        for record in 0..<batch.recordCount {
            let start = table[first] & RecordTable.startMask
            let end = table[first &+ columns] & RecordTable.startMask
            // Nothing but separators, unless cells are empty and quoted: then there are two bytes for each at most.
            let length = Int(end &- start)
            if length <= 3 &* columns, length == columns || batch.isBlank(record, from: 0) {
                if format.blankRows == .reject {
                    cut.reject(record, rules.blankRow)
                } else if cut.leaveOut(record) {
                    note("blank_rows", 1)
                }
            }
            first &+= stride
        }
    }

    /// Takes the rows with a first cell alone out, and gives their texts to the rows after them.
    private func takeHeadings(of batch: RecordBatch, in cut: inout CSVRowCut) {
        var texts = TextArena()
        texts.append { if let heading { $0.append(heading.span) } }
        var codes: [UInt32] = []
        var states: [UInt8] = []
        var code: UInt32 = 0
        var hasHeading = heading != nil
        for record in 0..<batch.recordCount where !cut.contains(record) {
            if batch.stride > 2, batch.isBlank(record, from: 1) {
                texts.append { batch.appendCell(record, cell: 0, to: &$0) }
                code = UInt32(texts.count - 1)
                hasHeading = true
                _ = cut.leaveOut(record)
                note("heading_rows", 1)
            } else {
                codes.append(code)
                states.append(hasHeading ? ValueState.present.rawValue : ValueState.missing.rawValue)
            }
        }
        let dictionary = texts.dictionary()
        if hasHeading { heading = Array(dictionary.bytes[dictionary.range(of: code)]) }
        let column = batch.column(0)
        column.form = .coded
        column.source = -1
        column.codes = codes
        column.states = states.contains(ValueState.missing.rawValue) ? states : []
        column.dictionary = dictionary
    }
}

extension RecordBatch {
    /// The bytes of a record before its rows have begun.
    fileprivate func recordRange(_ record: Int) -> Range<Int> {
        let range = recordBytes(record) ?? 0..<0
        return range.lowerBound..<max(range.lowerBound, min(range.upperBound, blockCount))
    }

    /// Whether the cells of a record are empty from one on.
    fileprivate func isBlank(_ record: Int, from first: Int) -> Bool {
        for place in record * stride + first..<record * stride + stride - 1 {
            let entry = table[place]
            let count = Int(table[place + 1] & RecordTable.startMask) - Int(entry & RecordTable.startMask) - 1
            if count > 0, entry & RecordTable.quoted == 0 || count > 2 { return false }
        }
        return true
    }

    fileprivate func appendCell(_ record: Int, cell: Int, to bytes: inout OutputBuffer) {
        let entry = table[record * stride + cell]
        let start = Int(entry & RecordTable.startMask)
        let end = max(start, Int(table[record * stride + cell + 1] & RecordTable.startMask) - 1)
        let source = block
        _ = bytes.appendField(
            source.span,
            start..<end,
            encoding: encoding,
            quote: entry & RecordTable.quoted == 0 ? nil : quote
        )
    }
}
