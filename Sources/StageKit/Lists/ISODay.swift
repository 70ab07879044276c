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

    private static let pattern = try? DatePattern("yyyy-MM-dd")
}
