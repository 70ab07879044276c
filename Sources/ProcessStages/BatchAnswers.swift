import ByteKernels
import StageKit

/// The records of one batch on their way through a program: which have come back, and what is said of them.
struct BatchAnswers: ~Copyable {
    private let plan: ProgramPlan
    private var parser: any AnswerParser
    /// What the program is sent for the batch.
    private var text = OutputBuffer()
    /// The rows that were sent, in order.
    private var rows: [UInt32] = []
    /// The number of the first.
    private var first: Int64 = 1
    private var isAnswered: [Bool] = []
    /// The number of records that have not come back.
    private(set) var left = 0
    /// The first record that has not come back: its place among `rows`, and where its text begins.
    private var next = 0
    private var nextStart = 0
    private var textEnd = 0
    /// Whether each line of the text is a record: then many that come back as they were can be told at once.
    private var hasPlainLines = false
    private var answer = Answer()
    private var changes: [ChangedValues]
    private var faults: [(row: Int, rule: RuleHandle, slot: Int?)] = []
    private var scratch = OutputBuffer()

    private static let lineEnd = UInt8(ascii: "\n")

    init(_ plan: ProgramPlan) {
        self.plan = plan
        parser = plan.format == .csv ? CSVAnswerParser(plan) : JSONAnswerParser(plan)
        changes = Array(repeating: ChangedValues(), count: plan.fields.count)
    }

    /// Writes a batch for the program; ends with an empty line, which asks for the answers.
    mutating func begin(_ rows: [UInt32], of batch: RecordBatch, with writer: inout RecordText) throws {
        first += Int64(self.rows.count)
        self.rows = rows
        isAnswered.removeAll(keepingCapacity: true)
        isAnswered.append(contentsOf: repeatElement(false, count: rows.count))
        left = rows.count
        next = 0
        text.removeAll()
        nextStart = text.count
        try writer.append(rows, of: batch, fields: plan.sentFields, first: first, to: &text)
        textEnd = text.count
        // Each record ends with a line end, so that there are as many only where no value holds one.
        hasPlainLines = JSONBytes.count(of: Self.lineEnd, in: text.span, from: nextStart, to: textEnd) == rows.count
        text.append(Self.lineEnd)
        for index in changes.indices { changes[index].removeAll() }
        faults.removeAll(keepingCapacity: true)
    }
    /// The number of bytes to send.
    var textCount: Int { text.count }

    /// Sends what there is room for: the number of bytes, nil when nobody reads any more.
    func send(from start: Int, to end: Int32) -> Int? { Pipes.write(text.span.extracting(start..<text.count), to: end) }

    /// The row of the batch whose answer is awaited first.
    var awaitedRow: Int? { next < rows.count ? Int(rows[next]) : rows.last.map { Int($0) } }

    /// What it means that no answer comes any more.
    func silence(seconds: Int) -> PlacedFault {
        let isLost = next < rows.count && isAnswered[next...].contains(true)
        return PlacedFault(fault: isLost ? .lost : .silent(seconds: seconds), row: awaitedRow)
    }

    /// Takes the whole answers there are.
    /// - Returns: where the first that is not whole begins.
    /// - Throws: `ProgramFault`, with the row that it is about.
    mutating func take(
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: Int,
        of batch: RecordBatch
    ) throws(PlacedFault) -> Int {
        var place = start
        while place < end {
            if let echo = takeEcho(bytes, from: place, to: end) {
                place = echo
                continue
            }
            guard let stop = parser.end(in: bytes, from: place, to: end) else { break }
            let isBlank = stop - place == 1 || stop - place == 2 && bytes[place] == UInt8(ascii: "\r")
            if !isBlank { try takeAnswer(bytes, from: place, to: stop, of: batch) }
            place = stop
        }
        if end - place > plan.maxLine {
            throw PlacedFault(fault: .longLine(bytes: plan.maxLine), row: awaitedRow)
        }
        return place
    }

    /// Whether what comes next is what was sent for the next record, or for the next ones: then they stay as they are.
    /// - Returns: where the last of them ends; nil when there is none.
    private mutating func takeEcho(_ bytes: Span<UInt8>, from place: Int, to end: Int) -> Int? {
        guard next < rows.count, parser.takesEcho else { return nil }
        // Nothing behind the next record has come back yet.
        if hasPlainLines, rows.count - left == next { return takeEchoes(bytes, from: place, to: end) }
        guard let stop = parser.end(in: text.span, from: nextStart, to: textEnd) else { return nil }
        let count = stop - nextStart
        guard end - place >= count, JSONBytes.same(bytes, at: place, text.span, at: nextStart, count: count) else {
            return nil
        }
        isAnswered[next] = true
        left -= 1
        next += 1
        nextStart = stop
        if next < rows.count, isAnswered[next] { stepOver() }
        return place + count
    }

    /// The same for as many records as come back one after another.
    private mutating func takeEchoes(_ bytes: Span<UInt8>, from place: Int, to end: Int) -> Int? {
        let most = min(end - place, textEnd - nextStart)
        var count = JSONBytes.common(bytes, at: place, text.span, at: nextStart, count: most)
        while count > 0, bytes[place + count - 1] != Self.lineEnd { count -= 1 }
        guard count > 0 else { return nil }
        let records = JSONBytes.count(of: Self.lineEnd, in: bytes, from: place, to: place + count)
        for record in next..<next + records { isAnswered[record] = true }
        left -= records
        next += records
        nextStart += count
        return place + count
    }

    /// Marks a record as answered.
    private mutating func settle(_ index: Int) {
        isAnswered[index] = true
        left -= 1
        stepOver()
    }

    /// Goes on to the first record that has not come back.
    private mutating func stepOver() {
        while next < rows.count, isAnswered[next] {
            nextStart = parser.end(in: text.span, from: nextStart, to: textEnd) ?? textEnd
            next += 1
        }
    }

    private mutating func takeAnswer(
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: Int,
        of batch: RecordBatch
    ) throws(PlacedFault) {
        var row = awaitedRow
        do throws(ProgramFault) {
            guard try parser.parse(bytes, from: start, to: end, into: &answer) else { return }
            guard let number = answer.number else { throw .noNumber }
            let (distance, overflow) = number.subtractingReportingOverflow(first)
            guard !overflow, distance >= 0, distance < Int64(rows.count) else {
                throw distance < 0 && number > 0 && !overflow ? .twice : .unknownNumber
            }
            let index = Int(distance)
            row = Int(rows[index])
            if isAnswered[index] { throw .twice }
            try apply(row: Int(rows[index]), of: batch)
            settle(index)
        } catch {
            throw PlacedFault(fault: error, row: row)
        }
    }

    /// Notes what the answer says of a row.
    private mutating func apply(row: Int, of batch: RecordBatch) throws(ProgramFault) {
        var seen: Set<Int> = []
        for value in answer.values {
            guard seen.insert(value.field).inserted else {
                throw .garbage("a record with a field given twice", da: "en post med et felt to gange")
            }
            try apply(value, row: row, of: batch)
        }
        for (place, rule) in answer.rules.enumerated() {
            let slot = answer.slots.isEmpty ? nil : answer.slots[min(place, answer.slots.count - 1)]
            faults.append((row, plan.rules[rule].handle, slot))
        }
    }

    private mutating func apply(_ value: Answer.Value, row: Int, of batch: RecordBatch) throws(ProgramFault) {
        let field = plan.fields[value.field]
        if field.sent != nil, !field.isRetyped, isSame(value, as: field, row: row, of: batch) { return }
        guard let target = field.target else { throw .undeclaredChange(of: field.name) }
        switch value.kind {
        case .missing, .emptyCell:
            let old = field.sent.map { batch.column($0.slot).state(row) }
            var state = ValueState.missing.rawValue
            if let old, !old.isPresent { state = old.rawValue }
            if let reason = answer.reasons.first(where: { $0.field == value.field }) { state = reason.state }
            changes[value.field].append(row: row, missing: state & 0x7f == 0 ? 1 : state)
        case .text, .number, .boolean, .cell:
            let fits: Bool =
                switch (value.kind, target.type) {
                case (.number, .text), (.boolean, .text), (.number, .boolean), (.number, .date): false
                case (.boolean, let type): type == .boolean
                default: true
                }
            guard fits, ColumnBuilder.isValue(answer.bytes.span, value.range, of: target.type) else {
                throw .wrongValue(of: field.name, type: target.type)
            }
            changes[value.field].append(row: row, text: answer.bytes[value.range])
        }
    }

    /// Whether a value came back as it was sent; numbers may have come back in other digits.
    private mutating func isSame(
        _ value: Answer.Value,
        as field: ProgramPlan.ProgramField,
        row: Int,
        of batch: RecordBatch
    ) -> Bool {
        guard let sent = field.sent else { return false }
        let column = batch.column(sent.slot)
        guard column.isPresent(row) else {
            guard value.kind == .missing || value.kind == .emptyCell else { return false }
            let reason = answer.reasons.first { $0.field == value.field }?.state
            return reason == nil || reason == column.state(row).rawValue
        }
        if value.kind == .missing { return false }
        scratch.removeAll()
        batch.appendText(of: sent, row: row, to: &scratch)
        if value.kind == .emptyCell { return scratch.count == 0 }
        let range = value.range
        switch sent.type {
        case .integer, .number, .decimal:
            return DecimalText.compare(scratch.span, answer.bytes.span.extracting(range)) == .equal
        case .text where value.kind == .number || value.kind == .boolean:
            // A number or boolean of JSON that no stage has typed yet.
            if DecimalText.compare(scratch.span, answer.bytes.span.extracting(range)) == .equal { return true }
            fallthrough
        case .text, .boolean, .date:
            return scratch.count == range.count
                && JSONBytes.same(
                    scratch.span,
                    at: 0,
                    answer.bytes.span,
                    at: range.lowerBound,
                    count: range.count
                )
        }
    }

    /// Puts what the answers say into the batch, when all have come.
    mutating func end(_ batch: RecordBatch) throws(PlacedFault) {
        var asked = [Bool](repeating: false, count: batch.rowCount)
        for row in rows { asked[Int(row)] = true }
        for (index, field) in plan.fields.enumerated() {
            if let row = changes[index].apply(to: field, of: batch, asked: asked) {
                let fault = ProgramFault.wrongValue(of: field.name, type: field.target?.type ?? .text)
                throw PlacedFault(fault: fault, row: row)
            }
        }
        // Answers may have come in any order.
        let order = faults.indices.sorted { (faults[$0].row, $0) < (faults[$1].row, $1) }
        for (row, rule, slot) in order.map({ faults[$0] }) {
            if let slot, rule.onFail == .reject || !plan.isValidator {
                batch.invalidate(row: row, rule: rule, slot: slot)
            } else {
                batch.fault(row: row, rule: rule, slot: slot)
            }
        }
    }
}
