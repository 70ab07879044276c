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
