/// Where the parts of a date are when all have a fixed width, with at most two signs between them.
@usableFromInline
struct FixedDateLayout: Sendable {
    @usableFromInline var year = 0
    @usableFromInline var month = 0
    @usableFromInline var day = 0
    @usableFromInline var length = 0
    @usableFromInline var marks = 0
    @usableFromInline var firstMark: (at: Int, byte: UInt8) = (0, 0)
    @usableFromInline var secondMark: (at: Int, byte: UInt8) = (0, 0)

    /// Nil if the parts are not of that kind.
    init?(_ items: [DatePatternItem]) {
        for item in items {
            guard append(item) else { return nil }
        }
    }

    /// Adds a part behind the others; false if it is not of that kind.
    // Never inlined: in `init`, Swift 6.3.1 loses the assignments to `month` and `day` when it optimizes.
    @inline(never)
    private mutating func append(_ item: DatePatternItem) -> Bool {
        switch item {
        case .monthName:
            return false
        case .literal(let byte):
            marks += 1
            guard marks <= 2 else { return false }
            if marks == 1 { firstMark = (length, byte) } else { secondMark = (length, byte) }
            length += 1
        case .number(let field, let minimum, let maximum):
            guard minimum == maximum else { return false }
            switch field {
            case .year: year = length
            case .month: month = length
            case .day: day = length
            }
            length += maximum
        }
        return true
    }

    @inlinable
    func parse(_ bytes: Span<UInt8>, from: Int, to: Int) -> ParsedDate {
        guard to &- from == length,
            marks < 1 || bytes[from &+ firstMark.at] == firstMark.byte,
            marks < 2 || bytes[from &+ secondMark.at] == secondMark.byte
        else { return .notADate }
        let century = FixedDateLayout.pair(bytes, from &+ year)
        let yearOfCentury = FixedDateLayout.pair(bytes, from &+ year &+ 2)
        let month = FixedDateLayout.pair(bytes, from &+ month)
        let day = FixedDateLayout.pair(bytes, from &+ day)
        // A pair that is not two digits is negative, and so is the union.
        guard century | yearOfCentury | month | day >= 0 else { return .notADate }
        guard let date = CalendarDate(year: century &* 100 &+ yearOfCentury, month: month, day: day) else {
            return .noSuchDay
        }
        return .date(date)
    }

    /// The number of two digits at `at`, or -1.
    @inlinable
    static func pair(_ bytes: Span<UInt8>, _ at: Int) -> Int {
        let tens = bytes[at] &- 0x30
        let ones = bytes[at &+ 1] &- 0x30
        return tens < 10 && ones < 10 ? Int(tens) &* 10 &+ Int(ones) : -1
    }
}
