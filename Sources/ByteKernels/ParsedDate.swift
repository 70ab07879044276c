/// What came of reading bytes as a date.
@frozen
public enum ParsedDate: Equatable, Sendable {
    case date(CalendarDate)
    /// The bytes do not have the form of the pattern.
    case notADate
    /// The form is right, but the calendar has no such day: 31-02-2021.
    case noSuchDay
}
