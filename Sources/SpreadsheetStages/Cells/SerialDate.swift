import ByteKernels

/// A point in time that a workbook stores as days since its first day, as ISO 8601 writes it: worked out on the digits.
struct SerialDate {
    /// Whether day 0 is 1904-01-01; else day 1 is 1900-01-01, in a calendar with a 29 February 1900.
    var startsIn1904: Bool

    private static let millisecondsOfDay: UInt64 = 86_400_000

    /// Appends the text of a number with a format.
    /// - Returns: false when the calendar has no such day.
    func write(_ number: StoredNumber, as format: NumberFormat, to bytes: inout [UInt8]) -> Bool {
        guard !number.isNegative, var (days, milliseconds) = Self.split(number) else { return false }
        if milliseconds == Self.millisecondsOfDay {
            days += 1
            milliseconds = 0
        }
        if format == .duration {
            Self.writeTime(milliseconds, hoursBefore: days * 24, to: &bytes)
            return true
        }
        if days == 0, format == .time || (!startsIn1904 && milliseconds > 0) {
            Self.writeTime(milliseconds, hoursBefore: 0, to: &bytes)
            return true
        }
        guard let date = date(days) else { return false }
        let parts = date.parts
        Self.write(parts.year, width: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.write(parts.month, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.write(parts.day, width: 2, to: &bytes)
        if milliseconds > 0 {
            bytes.append(UInt8(ascii: "T"))
            Self.writeTime(milliseconds, hoursBefore: 0, to: &bytes)
        }
        return true
    }

    private func date(_ days: UInt64) -> CalendarDate? {
        guard days < 3_000_000 else { return nil }
        let serial = Int32(truncatingIfNeeded: days)
        // 1904-01-01, 1899-12-30 and 1899-12-31 in days since 1970.
        if startsIn1904 { return CalendarDate(days: serial - 24_107) }
        // The calendar of Lotus 1-2-3 has a day 60 that never was.
        if serial == 0 || serial == 60 { return nil }
        return CalendarDate(days: serial - (serial > 60 ? 25_569 : 25_568))
    }

    /// Whole days, and the rest in milliseconds, rounded.
    private static func split(_ number: StoredNumber) -> (days: UInt64, milliseconds: UInt64)? {
        guard number.point <= 8 else { return nil }
        var days: UInt64 = 0
        for place in 0..<max(0, number.point) {
            let digit = place < number.digits.count ? number.digits[place] &- 0x30 : 0
            days = days * 10 + UInt64(digit)
        }
        var fraction: UInt64 = 0
        var scale: UInt64 = 1
        for place in number.point..<max(number.point, number.point + 17) {
            let digit = place >= 0 && place < number.digits.count ? number.digits[place] &- 0x30 : 0
            if place >= number.digits.count { break }
            fraction = fraction * 10 + UInt64(digit)
            scale *= 10
        }
        let product = fraction.multipliedFullWidth(by: millisecondsOfDay)
        let (whole, rest) = scale.dividingFullWidth(product)
        return (days, rest >= scale - rest ? whole + 1 : whole)
    }

    private static func writeTime(_ milliseconds: UInt64, hoursBefore: UInt64, to bytes: inout [UInt8]) {
        let seconds = milliseconds / 1000
        write(Int(hoursBefore + seconds / 3600), width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        write(Int(seconds / 60 % 60), width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        write(Int(seconds % 60), width: 2, to: &bytes)
        guard milliseconds % 1000 > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        write(Int(milliseconds % 1000), width: 3, to: &bytes)
    }

    private static func write(_ number: Int, width: Int, to bytes: inout [UInt8]) {
        var scale = 1
        for _ in 1..<width { scale *= 10 }
        while number / scale >= 10 { scale *= 10 }
        while scale > 0 {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: number / scale % 10))
            scale /= 10
        }
    }
}
