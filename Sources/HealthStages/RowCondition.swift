import ByteKernels
import StageKit

/// What a record must meet to be kept; the options of a filter, read as the type of its field has it.
enum RowCondition: Sendable {
    case isMissing(Bool)
    case text(TextSet, isWanted: Bool)
    case integer(IntegerTest)
    case number(NumberTest)

    /// One of a list, or none of it.
    static func oneOf(
        _ values: [WrittenText],
        of field: Field,
        isWanted: Bool,
        _ context: inout StageContext
    ) -> RowCondition? {
        switch field.type {
        case .text: return .text(TextSet(values.map(\.text)), isWanted: isWanted)
        case .integer, .date, .boolean:
            let integers = values.compactMap { integer($0, field, &context) }
            return .integer(IntegerTest(bounds: nil, values: integers.sorted(), isWanted: isWanted))
        case .number, .decimal:
            let numbers = values.compactMap { number($0, &context) }
            return .number(NumberTest(from: nil, to: nil, values: numbers, isWanted: isWanted))
        }
    }

    /// Between two values, both included.
    static func range(
        from: WrittenText?,
        to: WrittenText?,
        of field: Field,
        _ context: inout StageContext
    ) -> RowCondition? {
        switch field.type {
        case .text, .boolean:
            context.mistake(
                "field '\(field.name)' is \(field.type.rawValue) here: from and to want numbers or dates",
                at: (from ?? to)?.place,
                hint: field.type == .text ? "normalize.number and normalize.date type it" : "use in"
            )
            return nil
        case .integer, .date:
            let low = from.map { integer($0, field, &context) ?? .min } ?? .min
            let high = to.map { integer($0, field, &context) ?? .max } ?? .max
            if low > high { reportReversed(from, &context) }
            guard low <= high else { return nil }
            return .integer(IntegerTest(bounds: low...high, values: [], isWanted: true))
        case .number, .decimal:
            let low = from.flatMap { number($0, &context) }
            let high = to.flatMap { number($0, &context) }
            if let low, let high, high.value < low.value { reportReversed(from, &context) }
            return .number(NumberTest(from: low, to: high, values: [], isWanted: true))
        }
    }

    private static func reportReversed(_ from: WrittenText?, _ context: inout StageContext) {
        context.mistake("from is above to: no record would be left", at: from?.place)
    }

    private static func integer(_ written: WrittenText, _ field: Field, _ context: inout StageContext) -> Int64? {
        let bytes = Array(written.text.utf8)
        let value: Int64?
        let wanted: String
        switch field.type {
        case .date:
            value = ISODay.parse(bytes)
            wanted = "a day such as 2021-05-31"
        case .boolean:
            value = ["false": 0, "true": 1][written.text]
            wanted = "true or false"
        default:
            if case .value(let integer) = IntegerText.parse(bytes.span, from: 0, to: bytes.count) {
                value = integer
            } else {
                value = nil
            }
            wanted = "a whole number"
        }
        if value == nil { reportType(written, wanted, &context) }
        return value
    }

    private static func number(_ written: WrittenText, _ context: inout StageContext) -> WrittenNumber? {
        let number = WrittenNumber(written.text)
        if number == nil { reportType(written, "a number of at most 18 digits, with a point", &context) }
        return number
    }

    private static func reportType(_ written: WrittenText, _ wanted: String, _ context: inout StageContext) {
        context.mistake("expected \(wanted), found '\(written.text)'", at: written.place)
    }
}
