import PipelineEngine
import StageKit
import Synchronization

/// A line on stderr that says how far a run has come; only for people, and only when a run takes its time.
final class ProgressBar: Sendable {
    private struct State {
        var nextPaint: Int64
        var isShown = false
    }

    private let name: String
    private let start: Int64
    private let isSeen: Bool
    private let allowsColor: Bool
    private let state: Mutex<State>

    private static let delay: Int64 = 1_000_000_000
    private static let interval: Int64 = 100_000_000
    private static let width = 30

    init(name: String, allowsColor: Bool) {
        self.name = name
        self.allowsColor = allowsColor
        start = Host.now
        isSeen = Host.isTerminal(.error)
        state = Mutex(State(nextPaint: start + Self.delay))
    }

    /// Paints the bar, now and then.
    func show(done: Int64, total: Int64) {
        guard isSeen else { return }
        let now = Host.now
        state.withLock { state in
            guard now >= state.nextPaint else { return }
            state.nextPaint = now + Self.interval
            state.isShown = true
            Host.write("\r" + line(done: done, total: total, elapsed: now - start) + "\u{1b}[K", to: .error)
        }
    }

    /// Removes the bar; it does not come back.
    func clear() {
        state.withLock { state in
            if state.isShown { Host.write("\r\u{1b}[K", to: .error) }
            state = State(nextPaint: .max)
        }
    }

    private func line(done: Int64, total: Int64, elapsed: Int64) -> String {
        let megabytes = Figures.megabytes(UInt64(max(0, done)), .english)
        let speed = Figures.megabytes(UInt64(max(0, Double(done) / (Double(max(1, elapsed)) / 1e9))), .english) + "/s"
        // A pipe has no size.
        guard total > 0 else { return "\(name) \(megabytes)  \(speed)" }
        let share = min(1, Double(done) / Double(total))
        let filled = Int(share * Double(Self.width))
        let full = String(repeating: "█", count: filled)
        let bar =
            (allowsColor ? "\u{1b}[32m\(full)\u{1b}[0m" : full) + String(repeating: "░", count: Self.width - filled)
        return "\(name) \(bar) \(Int(share * 100)) %  \(megabytes)  \(speed)"
    }
}
