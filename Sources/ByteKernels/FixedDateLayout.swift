/// Where the parts of a date are when all have a fixed width, with at most two signs between them.
@usableFromInline
struct FixedDateLayout: Sendable {
    @usableFromInline let year: Int
    @usableFromInline let month: Int
    @usableFromInline let day: Int
    @usableFromInline let length: Int
    @usableFromInline let marks: Int
    @usableFromInline let firstMark: (at: Int, byte: UInt8)
    @usableFromInline let secondMark: (at: Int, byte: UInt8)

    /// Nil if the parts are not of that kind.
    init?(_ items: [DatePatternItem]) {
        // Collected in locals: Swift 6.3.1 at -O loses some of the changes when a failable initializer changes its
        // properties in a loop, and every month was then read at the start of the text.
        var (year, month, day, length) = (0, 0, 0, 0)
        var marks: [(at: Int, byte: UInt8)] = []
        for item in items {
            switch item {
            case .monthName:
                return nil
            case .literal(let byte):
                marks.append((length, byte))
                length += 1
            case .number(let field, let minimum, let maximum):
                guard minimum == maximum else { return nil }
                switch field {
                case .year: year = length
                case .month: month = length
                case .day: day = length
                }
                length += maximum
            }
        }
        guard marks.count <= 2 else { return nil }
        (self.year, self.month, self.day, self.length) = (year, month, day, length)
        self.marks = marks.count
        firstMark = marks.first ?? (0, 0)
        secondMark = marks.count == 2 ? marks[1] : (0, 0)
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
