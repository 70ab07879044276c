/// A day in the Gregorian calendar, from 0001-01-01 to 9999-12-31, the calendar extended backwards as ISO 8601 does.
@frozen
public struct CalendarDate: Hashable, Sendable {
    /// Days since 1970-01-01.
    public let days: Int32

    /// Nil if the day is outside the years 1 to 9999.
    @inlinable
    public init?(days: Int32) {
        guard days >= -719_162, days <= 2_932_896 else { return nil }
        self.days = days
    }

    /// Nil if there is no such day.
    @inlinable
    public init?(year: Int, month: Int, day: Int) {
        guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1,
            day <= 28 || day <= CalendarDate.daysInMonth(month, year: year)
        else { return nil }
        // The algorithms "days_from_civil" and "civil_from_days" are Howard Hinnant's:
        // https://howardhinnant.github.io/date_algorithms.html. Years begin in March, so that a leap day ends its year.
        let shifted = Int32(truncatingIfNeeded: month <= 2 ? year &- 1 : year)
        let era = shifted / 400
        let yearOfEra = shifted &- era &* 400
        let monthFromMarch = Int32(truncatingIfNeeded: month > 2 ? month &- 3 : month &+ 9)
        let dayOfYear = (153 &* monthFromMarch &+ 2) / 5 &+ Int32(truncatingIfNeeded: day) &- 1
        let dayOfEra = yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear
        days = era &* 146_097 &+ dayOfEra &- 719_468
    }

    /// Year, month and day of the month.
    @inlinable
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(days) &+ 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted &- era &* 146_097
        let yearOfEra = (dayOfEra &- dayOfEra / 1_460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
        let monthFromMarch = (5 &* dayOfYear &+ 2) / 153
        let day = dayOfYear &- (153 &* monthFromMarch &+ 2) / 5 &+ 1
        let month = monthFromMarch < 10 ? monthFromMarch &+ 3 : monthFromMarch &- 9
        return (yearOfEra &+ era &* 400 &+ (month <= 2 ? 1 : 0), month, day)
    }

    @inlinable
    static func daysInMonth(_ month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDate: Comparable {
    /// Compares the days.
    @inlinable
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.days < right.days }
}

extension CalendarDate: CustomStringConvertible {
    /// How many bytes a written date takes.
    @inlinable public static var length: Int { 10 }

    /// The date as `yyyy-MM-dd`.
    public var description: String {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the date as `yyyy-MM-dd`.
    @inlinable
    public func write(into bytes: inout [UInt8]) {
        unsafe Digits.append(room: CalendarDate.length, to: &bytes) {
            unsafe write(to: $0)
            return CalendarDate.length
        }
    }

    /// Writes the date as `yyyy-MM-dd` at `buffer`.
    ///
    /// Safe when ten bytes may be written at `buffer`.
    @unsafe @inlinable
    public func write(to buffer: UnsafeMutablePointer<UInt8>) {
        let (year, month, day) = parts
        unsafe Digits.write(UInt64(truncatingIfNeeded: year), count: 4, before: buffer + 4)
        unsafe Digits.write(UInt64(truncatingIfNeeded: month), count: 2, before: buffer + 7)
        unsafe Digits.write(UInt64(truncatingIfNeeded: day), count: 2, before: buffer + 10)
        unsafe buffer[4] = UInt8(ascii: "-")
        unsafe buffer[7] = UInt8(ascii: "-")
    }
}
