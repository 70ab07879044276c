import ByteKernels

/// The rules of delimited text, one byte at a time: what the kernels are compared with.
struct CSVReference {
    var dialect: CSVDialect
    var columns = 1
    var blankLines = FieldIndexer.BlankLines.skip
    var ragged = FieldIndexer.RaggedRecords.reject
    var quotes = FieldIndexer.Quotes.strict

    struct Record {
        var start = 0
        var end = 0
        var line = 0
        var fields: [Range<Int>] = []
        var quoted: [Bool] = []
        var isComment = false
        var quoteFault: MalformedRecord.Fault?
        var isOpen = false
        var hasNUL = false
        /// The place after the line end; zero if there is none.
        var after = 0
    }

    func records(_ bytes: [UInt8]) -> [Record] {
        var result: [Record] = []
        var place = 0
        var line = 0
        while place < bytes.count {
            result.append(record(bytes, from: place, line: line))
            let next = result.last.map { $0.after > 0 ? $0.after : bytes.count } ?? bytes.count
            line += bytes[place..<next].count { $0 == 10 }
            place = next
        }
        return result
    }

    private func record(_ bytes: [UInt8], from start: Int, line: Int) -> Record {
        var record = Record(start: start, line: line)
        record.isComment = dialect.comment != nil && bytes[start] == dialect.comment
        var place = start
        var fieldStart = start
        var isQuoted = false
        func closeField(_ end: Int, _ record: inout Record) {
            record.fields.append(fieldStart..<end)
            record.quoted.append(isQuoted)
        }
        enum State { case fieldStart, plain, inside, closed }
        var state = State.fieldStart
        while true {
            if place == bytes.count {
                record.isOpen = state == .inside
                record.end = place
                break
            }
            let byte = bytes[place]
            if state == .inside {
                if byte == dialect.quote {
                    if place + 1 < bytes.count && bytes[place + 1] == byte { place += 1 } else { state = .closed }
                }
            } else if byte == 10 {
                record.end = place > start && bytes[place - 1] == 13 ? place - 1 : place
                record.after = place + 1
                break
            } else if byte == dialect.delimiter {
                closeField(place, &record)
                fieldStart = place + 1
                isQuoted = false
                state = .fieldStart
            } else if byte == dialect.quote && !record.isComment {
                if state == .fieldStart {
                    state = .inside
                    isQuoted = true
                } else {
                    record.quoteFault = record.quoteFault ?? (state == .closed ? .textAfterQuote : .strayQuote)
                    state = .plain
                }
            } else {
                let endsLine = byte == 13 && place + 1 < bytes.count && bytes[place + 1] == 10
                if state == .closed && !endsLine { record.quoteFault = record.quoteFault ?? .textAfterQuote }
                if !(state == .closed && endsLine) { state = .plain }
            }
            place += 1
        }
        closeField(record.end, &record)
        record.hasNUL = bytes[start..<record.end].contains(0)
        return record
    }

    func cut(_ bytes: [UInt8], isLast: Bool) -> RecordCutter.Cut {
        let records = records(bytes)
        let end = isLast ? bytes.count : (records.last { $0.after > 0 }?.after ?? 0)
        return RecordCutter.Cut(
            end: end,
            lineEnds: bytes[..<end].count { $0 == 10 },
            endsInsideQuotes: records.last?.isOpen ?? false
        )
    }

    /// What an index says, in words.
    func index(_ bytes: [UInt8]) -> IndexContents {
        var contents = IndexContents()
        for record in records(bytes) {
            if record.isComment || (record.end == record.start && blankLines == .skip) { continue }
            var fault: MalformedRecord.Fault?
            let count = record.fields.count
            if record.hasNUL {
                fault = .nulByte
            } else if record.isOpen {
                fault = .openQuote
            } else if quotes == .strict && record.quoteFault != nil {
                fault = record.quoteFault
            } else if count < columns && ragged != .pad && ragged != .fit {
                fault = .tooFewFields
            } else if count > columns && ragged != .truncate && ragged != .fit {
                fault = .tooManyFields
            }
            if let fault {
                contents.malformed.append(
                    MalformedRecord(
                        row: contents.rows.count,
                        line: UInt32(record.line),
                        start: UInt32(record.start),
                        end: UInt32(record.end),
                        fields: count,
                        fault: fault
                    )
                )
                continue
            }
            var row: [IndexContents.Field] = []
            for column in 0..<columns {
                guard column < count else {
                    row.append(IndexContents.Field(range: 0..<0, kind: .absent, isQuoted: false))
                    continue
                }
                row.append(
                    IndexContents.Field(range: record.fields[column], kind: .text, isQuoted: record.quoted[column])
                )
            }
            contents.paddedRows += count < columns ? 1 : 0
            contents.truncatedRows += count > columns ? 1 : 0
            contents.lines.append(record.line)
            contents.rows.append(row)
        }
        contents.endsInsideQuotes = records(bytes).last?.isOpen ?? false
        return contents
    }
}

/// What a field index holds, in a form that can be compared.
struct IndexContents: Equatable {
    struct Field: Equatable {
        var range: Range<Int>
        var kind: FieldKind
        var isQuoted: Bool
    }

    var rows: [[Field]] = []
    var lines: [Int] = []
    var malformed: [MalformedRecord] = []
    var paddedRows = 0
    var truncatedRows = 0
    var endsInsideQuotes = false

    init() {}

    init(_ index: FieldIndex) {
        for row in 0..<index.rows {
            lines.append(index.line(ofRow: row))
            rows.append(
                (0..<(index.stride - 1)).map { column in
                    let entry = index.entry(row: row, column: column)
                    return Field(
                        range: index.range(row: row, column: column),
                        kind: entry.kind,
                        isQuoted: entry.isQuoted
                    )
                }
            )
        }
        malformed = index.malformed
        paddedRows = index.paddedRows
        truncatedRows = index.truncatedRows
        endsInsideQuotes = index.endsInsideQuotes
    }
}

/// Texts of a small alphabet: all short ones, and random longer ones.
enum SmallTexts {
    static let alphabet: [UInt8] = Array("a;\"\n\r".utf8)

    static func forEach(upTo length: Int, alphabet: [UInt8] = alphabet, _ body: ([UInt8]) -> Void) {
        var texts: [[UInt8]] = [[]]
        for _ in 0...length {
            for text in texts { body(text) }
            texts = texts.flatMap { text in text.count == length ? [] : alphabet.map { text + [$0] } }
        }
    }

    /// The same texts on every run.
    static func forEachRandom(_ count: Int, alphabet: [UInt8] = alphabet, _ body: ([UInt8]) -> Void) {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func random(_ limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state >> 33) % limit
        }
        for _ in 0..<count {
            // Long runs without quotes, too, or a random text is nearly always inside them.
            let letters = alphabet + [UInt8](repeating: alphabet[0], count: random(40))
            body((0..<random(300)).map { _ in letters[random(letters.count)] })
        }
    }
}

/// The text and its padding, filled with `fill`.
func padded(_ text: [UInt8], with fill: UInt8 = 0) -> [UInt8] {
    text + [UInt8](repeating: fill, count: 64)
}
