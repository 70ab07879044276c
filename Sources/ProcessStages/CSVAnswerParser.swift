import ByteKernels
import StageKit

/// Reads answers as delimited text: a line of names with `_n` among them, then a line for each record.
struct CSVAnswerParser: AnswerParser {
    /// What a cell of the answers is.
    private enum Cell {
        case number
        case rules
        case slots
        case field(Int)
    }

    private let plan: ProgramPlan
    private var cells: [Cell]?
    /// Between several rules of one record, and several fields.
    private static let divider = Character("|")

    private(set) var takesEcho = false

    init(_ plan: ProgramPlan) { self.plan = plan }

    func end(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var from = start
        var isOpen = false
        while from < end {
            let stop = JSONBytes.first(UInt8(ascii: "\n"), in: bytes, from: from, to: end)
            let quotes = JSONBytes.count(of: UInt8(ascii: "\""), in: bytes, from: from, to: stop)
            if quotes & 1 == 1 { isOpen.toggle() }
            guard stop < end else { return nil }
            if !isOpen { return stop + 1 }
            from = stop + 1
        }
        return nil
    }

    mutating func parse(
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: Int,
        into answer: inout Answer
    ) throws(ProgramFault) -> Bool {
        answer.removeAll()
        guard let cells else {
            try readHead(bytes, from: start, to: end, into: &answer)
            return false
        }
        var place = start
        for (number, cell) in cells.enumerated() {
            let before = answer.bytes.count
            let isQuoted = try readCell(bytes, &place, to: end, into: &answer.bytes)
            try take(cell, from: before, isQuoted: isQuoted, into: &answer)
            let isLast = number == cells.count - 1
            guard isLast == isAtLineEnd(bytes, place, end) else { throw Self.cellCount }
            if !isLast { place += 1 }
        }
        if answer.number == nil { throw .noNumber }
        return true
    }

    private static let cellCount = ProgramFault.garbage(
        "a line that has not one cell for each name in its first line",
        da: "en linje, der ikke har én celle for hvert navn i dets første linje",
        hint: "stdout is for answers; print what is for people to stderr"
    )

    private mutating func readHead(
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: Int,
        into answer: inout Answer
    ) throws(ProgramFault) {
        takesEcho =
            end - start == plan.head.count
            && JSONBytes.same(bytes, at: start, plan.head.span, at: 0, count: plan.head.count)
        var finder = FieldFinder(plan.fields)
        var found: [Cell] = []
        var names: Set<String> = []
        var place = start
        while true {
            let before = answer.bytes.count
            _ = try readCell(bytes, &place, to: end, into: &answer.bytes)
            let name = String(decoding: answer.bytes[before...], as: UTF8.self)
            guard names.insert(name).inserted else {
                throw .garbage("a first line with a name given twice", da: "en første linje med et navn to gange")
            }
            switch name {
            case "_n": found.append(.number)
            case "_reject": found.append(.rules)
            case "_field": found.append(.slots)
            default:
                guard let field = finder.find(answer.bytes[before...]) else { throw .unknownField }
                found.append(.field(field))
            }
            if isAtLineEnd(bytes, place, end) { break }
            place += 1
        }
        guard names.contains("_n") else {
            throw .garbage(
                "a first line without _n",
                da: "en første linje uden _n",
                hint: "the first line holds the names of the answers, _n among them"
            )
        }
        cells = found
    }

    private func take(_ cell: Cell, from before: Int, isQuoted: Bool, into answer: inout Answer) throws(ProgramFault) {
        let range = before..<answer.bytes.count
        switch cell {
        case .number:
            guard case .value(let number) = IntegerText.parse(answer.bytes.span, from: before, to: range.upperBound)
            else { throw .noNumber }
            answer.number = number
        case .rules:
            for name in names(answer.bytes[range]) {
                guard let rule = plan.rules.firstIndex(where: { $0.name == name }) else {
                    throw .unknownRule(known: plan.rules.map(\.name))
                }
                answer.rules.append(rule)
            }
        case .slots:
            for name in names(answer.bytes[range]) {
                guard let slot = plan.slots[name] else { throw .unknownFaultyField(known: plan.slots.keys.sorted()) }
                answer.slots.append(slot)
            }
        case .field(let field):
            let kind: Answer.Kind = range.isEmpty && !isQuoted ? .emptyCell : .cell
            answer.values.append(Answer.Value(field: field, kind: kind, range: range))
        }
    }

    private func names(_ bytes: ArraySlice<UInt8>) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: Self.divider).map(String.init)
    }

    private func isAtLineEnd(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Bool {
        place >= end || bytes[place] == UInt8(ascii: "\n")
            || bytes[place] == UInt8(ascii: "\r") && (place + 1 >= end || bytes[place + 1] == UInt8(ascii: "\n"))
    }

    /// Reads a cell up to its comma or the end of the line.
    /// - Returns: whether it stood in quotes.
    private func readCell(
        _ bytes: Span<UInt8>,
        _ place: inout Int,
        to end: Int,
        into text: inout [UInt8]
    ) throws(ProgramFault) -> Bool {
        let before = text.count
        let isQuoted = place < end && bytes[place] == UInt8(ascii: "\"")
        if isQuoted { place += 1 }
        while true {
            if isQuoted {
                guard place < end else { throw Self.cellCount }
                let byte = bytes[place]
                place += 1
                if byte == UInt8(ascii: "\"") {
                    guard place < end, bytes[place] == UInt8(ascii: "\"") else { break }
                    place += 1
                }
                text.append(byte)
            } else {
                if isAtLineEnd(bytes, place, end) || bytes[place] == UInt8(ascii: ",") { break }
                text.append(bytes[place])
                place += 1
            }
        }
        guard isAtLineEnd(bytes, place, end) || bytes[place] == UInt8(ascii: ",") else { throw Self.cellCount }
        let count = text.count - before
        guard text.span.extracting(before..<text.count).soundUTF8Count == count else { throw .notText }
        return isQuoted
    }
}
