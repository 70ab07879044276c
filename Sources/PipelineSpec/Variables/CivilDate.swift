/// Days of the proleptic Gregorian calendar, as parameters and `${now.date}` write them.
enum CivilDate {
    /// `2026-11-22` for a number of days since 1970-01-01; nil outside the years 0 to 9999.
    static func text(daysSince1970 days: Int64) -> String? {
        guard (-719_528...2_932_896).contains(days) else { return nil }
        // Counted from 0000-03-01, so that the leap day is the last of its year.
        let shifted = Int(days) + 719_468 + 146_097
        let era = shifted / 146_097 - 1
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// Whether the text is a day written as `2026-11-22`.
    static func isDate(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.count) == [4, 2, 2] else { return false }
        let numbers = parts.compactMap { part in
            part.reduce(Int?(0)) { sum, digit in
                guard let sum, (48...57).contains(digit) else { return nil }
                return sum * 10 + Int(digit - 48)
            }
        }
        guard numbers.count == 3 else { return false }
        let isLeapYear = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
        let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return lengths.indices.contains(numbers[1] - 1) && (1...lengths[numbers[1] - 1]).contains(numbers[2])
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
