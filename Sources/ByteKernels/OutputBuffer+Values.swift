extension OutputBuffer {
    /// Appends text.
    public mutating func append(text: String) {
        var text = text
        text.withUTF8 { utf8 in append(unsafe utf8.span) }
    }

    /// Appends a whole number.
    public mutating func append(integer: Int64) { append(decimal: Decimal64(integer)) }

    /// Appends a number with all its decimals.
    public mutating func append(decimal: Decimal64, mark: DecimalMark = .point) {
        _ = unsafe write(room: Decimal64.maximumLength) { unsafe decimal.write(to: $0, mark: mark) }
    }

    /// Appends a day as `2021-05-31`; nothing for a day outside the calendar.
    public mutating func append(date days: Int64) {
        guard let days = Int32(exactly: days), let date = CalendarDate(days: days) else { return }
        _ = unsafe write(room: CalendarDate.length) { target in
            unsafe date.write(to: target)
            return CalendarDate.length
        }
    }
}

extension Decimal64 {
    /// A whole number.
    @inlinable
    public init(_ integer: Int64) { self.init(checkedMantissa: integer, scale: 0) }
}
