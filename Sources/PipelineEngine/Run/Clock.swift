import ByteKernels

/// The one time of a run, in the forms in which it is written.
struct Clock: Sendable {
    /// Since 1970-01-01 UTC.
    let nanoseconds: Int64

    /// The day in UTC.
    var day: Int64 { Self.floorDivide(nanoseconds, 86_400_000_000_000) }

    /// `2026-11-22T03:15:00Z`.
    var text: String { date + "T" + time.joined(separator: ":") + "Z" }

    /// `2026-11-22T031500Z`, for the name of a folder.
    var folderName: String { date + "T" + time.joined() + "Z" }

    private var date: String {
        Int32(exactly: day).flatMap { CalendarDate(days: $0) }?.description ?? "0001-01-01"
    }

    private var time: [String] {
        let seconds = Self.floorDivide(nanoseconds, 1_000_000_000) - day * 86_400
        return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        value / divisor - (value % divisor < 0 ? 1 : 0)
    }
}

extension RunOptions {
    /// A clock as `2026-11-22T03:15:00Z`.
    public static func text(ofClock nanoseconds: Int64) -> String { Clock(nanoseconds: nanoseconds).text }

    /// The clock for a time written as `2026-11-22T03:15:00Z`; nil when it is none.
    public static func clock(of text: String) -> Int64? {
        let bytes = Array(text.utf8)
        // Digits, and the marks between them.
        let form = Array("0000-00-00T00:00:00Z".utf8)
        guard bytes.count == form.count else { return nil }
        var numbers: [Int] = [0]
        for (byte, mark) in zip(bytes, form) {
            if mark == UInt8(ascii: "0") {
                guard (48...57).contains(byte) else { return nil }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 48)
            } else {
                guard byte == mark else { return nil }
                numbers.append(0)
            }
        }
        guard let date = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2]), numbers[3] < 24,
            numbers[4] < 60, numbers[5] < 60
        else { return nil }
        let seconds = Int64(date.days) * 86_400 + Int64(numbers[3] * 3600 + numbers[4] * 60 + numbers[5])
        // Years after 2262 do not fit into nanoseconds.
        let (nanoseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? nil : nanoseconds
    }
}
