import ArgumentParser
import PipelineEngine

/// `--clock 2026-11-22T03:15:00Z`.
struct ClockTime: ExpressibleByArgument, Sendable {
    /// Since 1970-01-01 UTC.
    var nanoseconds: Int64

    init?(argument: String) {
        guard let nanoseconds = RunOptions.clock(of: argument) else { return nil }
        self.nanoseconds = nanoseconds
    }
}

extension Int64 {
    /// The day of a clock in nanoseconds, counted from 1970-01-01.
    var clockDay: Int64 {
        let day: Int64 = 86_400_000_000_000
        return self / day - (self % day < 0 ? 1 : 0)
    }
}
