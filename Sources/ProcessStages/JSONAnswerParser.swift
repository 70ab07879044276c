import ByteKernels
import StageKit

/// Reads answers in JSON Lines: `{"_n":17}`, `{"_n":17,"procent":"12.6"}`, `{"_n":17,"_reject":"rule"}`.
struct JSONAnswerParser: AnswerParser {
    private let plan: ProgramPlan
    private var finder: FieldFinder
    private var isFirst = true
    private var key: [UInt8] = []

    init(_ plan: ProgramPlan) {
        self.plan = plan
        finder = FieldFinder(plan.fields)
    }

    let takesEcho = true

    func end(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        let place = JSONBytes.first(UInt8(ascii: "\n"), in: bytes, from: start, to: end)
        return place < end ? place + 1 : nil
    }

    mutating func parse(
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: Int,
        into answer: inout Answer
    ) throws(ProgramFault) -> Bool {
        answer.removeAll()
        defer { isFirst = false }
        var text = JSONCursor(place: start, end: end)
        guard text.take(UInt8(ascii: "{"), bytes) else { throw .notJSON }
        var isGreeting = false
        if !text.take(UInt8(ascii: "}"), bytes) {
            repeat {
                key.removeAll(keepingCapacity: true)
                try text.string(bytes, into: &key)
                guard text.take(UInt8(ascii: ":"), bytes) else { throw .notJSON }
                if isFirst, key.elementsEqual("sluse".utf8) {
                    isGreeting = true
                    guard try text.integer(bytes) == 1 else { throw .otherVersion }
                } else if isGreeting {
                    try text.skip(bytes)
                } else {
                    try takeValue(&text, bytes, into: &answer)
                }
            } while text.take(UInt8(ascii: ","), bytes)
            guard text.take(UInt8(ascii: "}"), bytes) else { throw .notJSON }
        }
        guard text.isAtEnd(bytes) else { throw .notJSON }
        if isGreeting { return false }
        if answer.number == nil { throw .noNumber }
        return true
    }

    private mutating func takeValue(
        _ text: inout JSONCursor,
        _ bytes: Span<UInt8>,
        into answer: inout Answer
    ) throws(ProgramFault) {
        if key.first == UInt8(ascii: "_") {
            if key.elementsEqual("_n".utf8) {
                guard answer.number == nil, let number = try text.integer(bytes) else { throw .noNumber }
                answer.number = number
                return
            }
            if key.elementsEqual("_reject".utf8) {
                for name in try text.strings(bytes) {
                    guard let rule = plan.rules.firstIndex(where: { $0.name == name }) else {
                        throw .unknownRule(known: plan.rules.map(\.name))
                    }
                    answer.rules.append(rule)
                }
                return
            }
            if key.elementsEqual("_field".utf8) {
                for name in try text.strings(bytes) {
                    guard let slot = plan.slots[name] else {
                        throw .unknownFaultyField(known: plan.slots.keys.sorted())
                    }
                    answer.slots.append(slot)
                }
                return
            }
        }
        if let field = finder.find(key[...]) {
            let before = answer.bytes.count
            let kind = try text.scalar(bytes, into: &answer.bytes)
            answer.values.append(Answer.Value(field: field, kind: kind, range: before..<answer.bytes.count))
            return
        }
        try takeReason(&text, bytes, into: &answer)
    }

    /// `"procent_status":"suppressed"`.
    private mutating func takeReason(
        _ text: inout JSONCursor,
        _ bytes: Span<UInt8>,
        into answer: inout Answer
    ) throws(ProgramFault) {
        let end = Array(JSONWritingPlan.statusEnd.utf8)
        guard plan.givesReasons, key.count > end.count, key.suffix(end.count).elementsEqual(end),
            let field = finder.find(key.dropLast(end.count))
        else { throw .unknownField }
        var name: [UInt8] = []
        let kind = try text.scalar(bytes, into: &name)
        if kind == .missing { return }
        let known = ValueState.named + [.invalid]
        guard kind == .text, let state = known.first(where: { $0.name.utf8.elementsEqual(name) }) else {
            throw .garbage(
                "a reason for a missing value that there is not",
                da: "en grund til en manglende værdi, der ikke findes",
                hint: "reasons: " + known.map(\.name).joined(separator: ", ")
            )
        }
        answer.reasons.append((field, state.rawValue))
    }
}
