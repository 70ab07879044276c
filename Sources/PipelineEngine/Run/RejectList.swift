import ByteKernels
import StageKit

/// Turns the faults of batches into the lines of a list: the sender's fields, then where and why.
///
/// Made in the worker, written in order. Nothing here is hot: a batch has few faults.
struct RejectEncoder {
    let rules: [RuleEntry]
    let input: InputPlan
    let language: Language
    private let suffixNames = ["_file", "_line", "_field", "_rule", "_message", "_record"]

    /// What a batch adds to the list, and its numbers.
    struct Lines {
        var rejected: [UInt8] = []
        var flagged: [UInt8] = []
        var rejectedCount: UInt64 = 0
        var flaggedCount: UInt64 = 0
        /// The faults of rejected records.
        var rejectedFieldCount: UInt64 = 0
        /// The first faults of rejected records, for the terminal.
        var first: [RunResult.RejectedField] = []
        /// The number of faults of each kind.
        var counts: [FaultKind: UInt64] = [:]
    }

    init(rules: [RuleEntry], input: InputPlan, language: Language) {
        self.rules = rules
        self.input = input
        self.language = language
    }

    /// The first line of a list for a file with these fields.
    func header(_ names: [String]) -> [UInt8] {
        var line = OutputBuffer()
        for (index, name) in (names + suffixNames).enumerated() {
            if index > 0 { line.append(dialect.delimiter) }
            append(name, to: &line)
        }
        line.append(UInt8(ascii: "\n"))
        return encoded(line)
    }

    private var dialect: RejectDialect { input.reader.rejectDialect }

    /// The lines for a batch.
    func lines(of batch: RecordBatch, limit: Int) -> Lines {
        var lines = Lines()
        var unsplit = batch.unsplit[...]
        // Faults by delivered record: a record that unpivot spread over rows is listed once.
        var order = Array(0..<batch.faults.count)
        order.sort { (batch.faults.rows[$0], $0) < (batch.faults.rows[$1], $1) }
        var rest = order[...]
        while let first = rest.first {
            let row = Int(batch.faults.rows[first])
            while let record = unsplit.first, record.row <= row {
                add(record, of: batch, to: &lines, limit: limit)
                unsplit.removeFirst()
            }
            let record = batch.record(ofRow: row)
            var rejected: [Int] = []
            var flagged: [Int] = []
            while let next = rest.first, batch.record(ofRow: Int(batch.faults.rows[next])) == record {
                if batch.fates[Int(batch.faults.rows[next])] == RecordBatch.Fate.faulty {
                    rejected.append(next)
                } else {
                    flagged.append(next)
                }
                lines.counts[FaultKind(rule: batch.faults.rules[next], slot: batch.faults.slots[next]), default: 0] += 1
                rest.removeFirst()
            }
            if !rejected.isEmpty {
                append(record, faults: rejected, of: batch, to: &lines.rejected)
                lines.rejectedFieldCount += UInt64(rejected.count)
                for fault in rejected where lines.first.count < limit {
                    lines.first.append(rejectedField(fault, of: batch))
                }
            }
            if !flagged.isEmpty {
                append(record, faults: flagged, of: batch, to: &lines.flagged)
                lines.flaggedCount += 1
            }
        }
        for record in unsplit { add(record, of: batch, to: &lines, limit: limit) }
        lines.rejectedCount += UInt64(batch.fates.count { $0 == RecordBatch.Fate.faulty })
        return lines
    }

    private func rejectedField(_ fault: Int, of batch: RecordBatch) -> RunResult.RejectedField {
        RunResult.RejectedField(
            file: batch.fileName,
            line: batch.line(ofRow: Int(batch.faults.rows[fault])),
            field: fieldName(fault, of: batch),
            rejection: rules[Int(batch.faults.rules[fault])].rejection
        )
    }

    /// A record that could not be split: no fields, and the whole record beside the reason.
    private func add(_ record: UnsplitRecord, of batch: RecordBatch, to lines: inout Lines, limit: Int) {
        let rejection = rules[Int(record.rule.index)].rejection
        let line = batch.firstLine + UInt64(record.line)
        lines.counts[FaultKind(rule: record.rule.index, slot: FaultLog.noField), default: 0] += 1
        lines.rejectedCount += 1
        lines.rejectedFieldCount += 1
        var buffer = OutputBuffer()
        for _ in batch.deliveredNames { buffer.append(dialect.delimiter) }
        appendReasons(file: batch.fileName, line: line, fields: [""], rejections: [rejection], to: &buffer)
        buffer.append(dialect.delimiter)
        var raw = OutputBuffer()
        let block = batch.block
        if !raw.appendField(block.span, record.bytes, encoding: batch.encoding) {
            // Bytes that are no text in the encoding of the file: shown as ISO-8859-1, in which every byte is a letter.
            _ = raw.appendField(block.span, record.bytes, encoding: .latin1)
        }
        appendMasked(raw, to: &buffer)
        buffer.append(UInt8(ascii: "\n"))
        lines.rejected += encoded(buffer)
        if lines.first.count < limit {
            lines.first.append(
                RunResult.RejectedField(file: batch.fileName, line: line, field: nil, rejection: rejection)
            )
        }
    }

    private func append(_ record: Int, faults: [Int], of batch: RecordBatch, to lines: inout [UInt8]) {
        var buffer = OutputBuffer()
        for column in batch.deliveredNames.indices {
            if column > 0 { buffer.append(dialect.delimiter) }
            guard column < batch.stride - 1 else { continue }
            let entry = record * batch.stride + column
            let cell = Cell(entry: batch.table[entry], next: batch.table[entry + 1])
            guard !cell.isAbsent else { continue }
            var text = OutputBuffer()
            batch.appendCell(cell, to: &text)
            appendMasked(text, to: &buffer)
        }
        buffer.append(dialect.delimiter)
        let row = Int(batch.faults.rows[faults[0]])
        appendReasons(
            file: batch.fileName,
            line: batch.line(ofRow: row),
            fields: faults.map { fieldName($0, of: batch) ?? "" },
            rejections: faults.map { rules[Int(batch.faults.rules[$0])].rejection },
            to: &buffer
        )
        buffer.append(dialect.delimiter)
        buffer.append(UInt8(ascii: "\n"))
        lines += encoded(buffer)
    }

    private func appendReasons(
        file: String,
        line: UInt64,
        fields: [String],
        rejections: [Rejection],
        to buffer: inout OutputBuffer
    ) {
        let cells = [
            file, String(line), fields.joined(separator: " | "), rejections.map(\.rule).joined(separator: " | "),
            rejections.map { $0.reason(in: language) }.joined(separator: " | "),
        ]
        for (index, cell) in cells.enumerated() {
            if index > 0 { buffer.append(dialect.delimiter) }
            append(cell, to: &buffer)
        }
    }

    /// The name under which the sender delivered the faulty field.
    private func fieldName(_ fault: Int, of batch: RecordBatch) -> String? {
        let cell = Int(batch.faults.cells[fault])
        if cell > 0, !batch.deliveredNames.isEmpty {
            let column = (cell - 1) % batch.stride
            if column < batch.deliveredNames.count { return batch.deliveredNames[column] }
        }
        let slot = batch.faults.slots[fault]
        guard slot != FaultLog.noField else { return nil }
        let isCommon = rules[Int(batch.faults.rules[fault])].isCommon
        let names = isCommon ? input.commonNames : input.deliveredNames
        return Int(slot) < names.count ? names[Int(slot)] : nil
    }

    // MARK: Cells

    private func append(_ text: String, to buffer: inout OutputBuffer) {
        let bytes = Array(text.utf8)
        buffer.appendCSV(
            bytes.span,
            0..<bytes.count,
            as: CSVQuoting(delimiter: dialect.delimiter, quote: dialect.quote)
        )
    }

    private func appendMasked(_ text: borrowing OutputBuffer, to buffer: inout OutputBuffer) {
        var bytes = text.bytes
        CPRMask.mask(&bytes)
        buffer.appendCSV(
            bytes.span,
            0..<bytes.count,
            as: CSVQuoting(delimiter: dialect.delimiter, quote: dialect.quote)
        )
    }

    /// The line in the encoding of the delivery; letters that it does not have become `?`.
    private func encoded(_ line: borrowing OutputBuffer) -> [UInt8] {
        guard dialect.encoding != .utf8 else { return line.bytes }
        return dialect.encoding.encode(String(decoding: line.bytes, as: UTF8.self))
    }
}

/// Hides numbers that have the shape of a Danish personal number, CPR: six digits that are a day, perhaps a hyphen or a
/// blank, four digits.
enum CPRMask {
    /// Puts `x` in place of the last four digits of each such number.
    static func mask(_ bytes: inout [UInt8]) {
        var index = 0
        while index + 10 <= bytes.count {
            guard isDigit(bytes, index), index == 0 || !isDigit(bytes, index - 1) else {
                index += 1
                continue
            }
            let gap = bytes[index + 6] == UInt8(ascii: "-") || bytes[index + 6] == UInt8(ascii: " ") ? 1 : 0
            let last = index + 6 + gap
            let digits = Array(index..<index + 6) + Array(last..<last + 4)
            if last + 4 <= bytes.count, digits.allSatisfy({ isDigit(bytes, $0) }), !isDigit(bytes, last + 4),
                isDay(bytes, index)
            {
                for place in last..<last + 4 { bytes[place] = UInt8(ascii: "x") }
            }
            index += 1
        }
    }

    private static func isDigit(_ bytes: [UInt8], _ index: Int) -> Bool {
        index < bytes.count && bytes[index] >= 48 && bytes[index] <= 57
    }

    /// Day 1 to 31, or 61 to 91 for replacement numbers; month 1 to 12.
    private static func isDay(_ bytes: [UInt8], _ index: Int) -> Bool {
        func number(_ at: Int) -> Int { Int(bytes[at] - 48) * 10 + Int(bytes[at + 1] - 48) }
        let day = number(index)
        return ((1...31).contains(day) || (61...91).contains(day)) && (1...12).contains(number(index + 2))
    }
}

extension FileEncoding {
    /// The text in this encoding; letters that it does not have become `?`.
    func encode(_ text: String) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .utf16: text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        case .latin1: text.unicodeScalars.map { UInt8(exactly: $0.value) ?? UInt8(ascii: "?") }
        case .windows1252: text.unicodeScalars.map(Self.windows1252)
        }
    }

    private static func windows1252(_ scalar: Unicode.Scalar) -> UInt8 {
        if let byte = UInt8(exactly: scalar.value), byte < 0x80 || byte >= 0xa0 { return byte }
        for byte in UInt8(0x80)...0x9f {
            var buffer = OutputBuffer()
            let bytes = [byte]
            guard buffer.appendField(bytes.span, 0..<1, encoding: .windows1252) else { continue }
            if buffer.bytes.elementsEqual(String(scalar).utf8) { return byte }
        }
        return UInt8(ascii: "?")
    }
}
