/// What one text can be read as: several at once, such as `1.234`.
struct Readings: OptionSet {
    let rawValue: UInt32
    /// Digits alone, perhaps behind a sign.
    static let integer = Readings(rawValue: 1 << 0)
    /// With a zero in front.
    static let leadingZero = Readings(rawValue: 1 << 1)
    /// `12,5` and `1.234,5`, not `1,234`.
    static let commaDecimal = Readings(rawValue: 1 << 2)
    /// `12.5` and `1,234.5`, not `1.234`.
    static let pointDecimal = Readings(rawValue: 1 << 3)
    /// `1.234`: grouped by points, or with a decimal point.
    static let pointThousand = Readings(rawValue: 1 << 4)
    /// `1,234`.
    static let commaThousand = Readings(rawValue: 1 << 5)
    /// `1.234.567`.
    static let pointGroups = Readings(rawValue: 1 << 6)
    /// `1,234,567`.
    static let commaGroups = Readings(rawValue: 1 << 7)
    /// `1 234`.
    static let spaceGroups = Readings(rawValue: 1 << 8)
    /// A percent sign behind it.
    static let percent = Readings(rawValue: 1 << 9)
    /// A star behind it.
    static let star = Readings(rawValue: 1 << 10)
    /// ja, nej, true, false, sand, falsk.
    static let boolean = Readings(rawValue: 1 << 11)
    /// Shaped like a personal number.
    static let personal = Readings(rawValue: 1 << 12)
    /// Blanks around it.
    static let padded = Readings(rawValue: 1 << 13)
    /// Nothing, or blanks alone.
    static let blank = Readings(rawValue: 1 << 14)
    /// A year from 1900 to 2100.
    static let year = Readings(rawValue: 1 << 15)
    /// A sign that often stands for a missing value.
    static let sign = Readings(rawValue: 1 << 16)
    /// A date with the time of day.
    static let dateTime = Readings(rawValue: 1 << 17)

    /// Anything that is a number.
    static let numbers: Readings = [
        .integer, .commaDecimal, .pointDecimal, .pointThousand, .commaThousand, .pointGroups, .commaGroups,
        .spaceGroups,
    ]

    var isNumber: Bool { !isDisjoint(with: .numbers) }
}
