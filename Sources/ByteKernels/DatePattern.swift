/// How a sender writes dates, such as `dd-MM-yyyy` or `d. MMMM yyyy`.
///
/// `d` and `M` take one or two digits, `dd` and `MM` two, `yyyy` four. `MMMM` takes full names of months, `MMM` full and
/// abbreviated ones, with or without a dot; case does not matter. Letters that stand for themselves are in 'quotes'.
public struct DatePattern: Sendable {
    @usableFromInline let fixed: FixedDateLayout?
    let items: [DatePatternItem]
    let months: [MonthKey]

    /// Compiles a pattern.
    public init(_ pattern: String, months language: MonthNames = .danish) throws(DatePatternError) {
        items = try DatePatternItem.items(of: pattern)
        fixed = FixedDateLayout(items)
        months = language.keys(abbreviated: items.contains(.monthName(isFull: false)))
    }

    /// Reads `bytes[from..<to]`, all of it, as a date.
    @inlinable
    public func parse(_ bytes: Span<UInt8>, from: Int, to: Int) -> ParsedDate {
        guard let fixed else { return parseItems(bytes, from: from, to: to) }
        return fixed.parse(bytes, from: from, to: to)
    }

    /// Item by item, for patterns whose parts vary in length.
    @usableFromInline
    func parseItems(_ bytes: Span<UInt8>, from: Int, to: Int) -> ParsedDate {
        var at = from
        var (year, month, day) = (0, 0, 0)
        for item in items {
            switch item {
            case .literal(let byte):
                guard at < to, bytes[at] == byte else { return .notADate }
                at += 1
            case .number(let field, let minimum, let maximum):
                let start = at
                var value = 0
                while at < to, at - start < maximum, NumberSyntax.isDigit(bytes[at]) {
                    value = value * 10 + Int(bytes[at] &- 0x30)
                    at += 1
                }
                guard at - start >= minimum else { return .notADate }
                switch field {
                case .year: year = value
                case .month: month = value
                case .day: day = value
                }
            case .monthName:
                guard let named = monthName(bytes, at: &at, to: to) else { return .notADate }
                month = named
            }
        }
        guard at == to else { return .notADate }
        guard let date = CalendarDate(year: year, month: month, day: day) else { return .noSuchDay }
        return .date(date)
    }

    /// The month whose name begins at `at`; steps over the name and the dot of an abbreviation.
    private func monthName(_ bytes: Span<UInt8>, at: inout Int, to: Int) -> Int? {
        let start = at
        var letters: UInt64 = 0
        while at < to, (bytes[at] | 0x20) &- UInt8(ascii: "a") < 26 {
            guard at - start < MonthKey.maximumLetters else { return nil }
            letters = MonthKey.appending(bytes[at], to: letters)
            at += 1
        }
        guard let key = months.first(where: { $0.letters == letters }) else { return nil }
        guard key.takesDot, at < to, bytes[at] == UInt8(ascii: "."), takesDots else { return key.month }
        at += 1
        return key.month
    }

    /// Full names take no dot, and neither does a name where the pattern itself has one.
    private var takesDots: Bool {
        guard let index = items.firstIndex(of: .monthName(isFull: false)) else { return false }
        return index + 1 == items.count || items[index + 1] != .literal(UInt8(ascii: "."))
    }
}
