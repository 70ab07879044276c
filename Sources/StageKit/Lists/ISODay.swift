import ByteKernels

/// Days in files and options of a pipeline, always written as `2021-05-31`.
public enum ISODay {
    /// Days since 1970-01-01; nil when the text is no such day.
    public static func parse(_ text: some Sequence<UInt8>) -> Int64? {
        let bytes = Array(text)
        guard let pattern, case .date(let date) = pattern.parse(bytes.span, from: 0, to: bytes.count) else {
            return nil
        }
        return Int64(date.days)
    }

    /// The day so many days after 1970-01-01; nil outside the years 1 to 9999.
    public static func text(daysSince1970 days: Int64) -> String? {
        Int32(exactly: days).flatMap { CalendarDate(days: $0) }?.description
    }

    private static let pattern = try? DatePattern("yyyy-MM-dd")
}
