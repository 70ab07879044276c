import ByteKernels

/// The ways to write dates that are looked for.
struct DateNotations {
    /// As `normalize.date` takes them. Of two that fit alike the first is chosen: the Danish order of day and month.
    static let all = [
        "yyyy-MM-dd", "dd-MM-yyyy", "dd.MM.yyyy", "dd/MM/yyyy", "d-M-yyyy", "d.M.yyyy", "d/M/yyyy", "yyyyMMdd",
        "yyyy/MM/dd", "MM/dd/yyyy", "M/d/yyyy", "MM-dd-yyyy", "ddMMyyyy", "d. MMMM yyyy", "d. MMM yyyy",
    ]

    private let patterns: [DatePattern]
    private let timed: DatePattern?

    init() {
        patterns = Self.all.compactMap { try? DatePattern($0) }
        timed = try? DatePattern("yyyy-MM-dd")
    }

    /// A bit for each pattern that reads the text as a day of the calendar.
    func fits(_ text: ArraySlice<UInt8>) -> (days: UInt32, count: Int) {
        guard (8...24).contains(text.count), let first = text.first, ValueShape.isDigit(first) else { return (0, 0) }
        let bytes = Array(text)
        var bits: UInt32 = 0
        for (place, pattern) in patterns.enumerated() {
            guard case .date(let date) = pattern.parse(bytes.span, from: 0, to: bytes.count) else { continue }
            // Eight digits are a day only within reason; 2500-01-01 and 2999-12-31 are ends of registers.
            if bytes.allSatisfy(ValueShape.isDigit), !(1800...2999).contains(date.parts.year) { continue }
            bits |= 1 << UInt32(place)
        }
        return (bits, bits.nonzeroBitCount)
    }

    /// Whether it is a day with a time behind a `T` or a blank.
    func isDateTime(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count >= 16, let timed else { return false }
        let bytes = Array(text)
        guard bytes[10] == UInt8(ascii: "T") || bytes[10] == 0x20, bytes[13] == UInt8(ascii: ":") else { return false }
        if case .date = timed.parse(bytes.span, from: 0, to: 10) { return true }
        return false
    }
}
