import Dispatch
import Synchronization

/// Work that may never end, and how long one waits for it.
enum Patience {
    /// Far more than any batch of a test takes, on a machine that has much else to do.
    static let usual = Duration.seconds(60)

    /// Carries out work in a task and on a thread of its own.
    /// - Returns: nil when it has not ended in time; it is left alone then, and its thread with it.
    static func run<Value: Sendable>(
        _ limit: Duration,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        try await withCheckedThrowingContinuation { continuation in
            let answer = Answer<Value>(continuation)
            DispatchQueue(label: "sluse.patience").async {
                answer.give(Result { try CallingThread.wait(for: work) })
            }
            let seconds = Double(limit.components.seconds) + Double(limit.components.attoseconds) / 1e18
            DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { answer.give(.success(nil)) }
        }
    }

    /// The first answer counts.
    private final class Answer<Value: Sendable>: Sendable {
        private let continuation: Mutex<CheckedContinuation<Value?, any Error>?>

        init(_ continuation: CheckedContinuation<Value?, any Error>) { self.continuation = Mutex(continuation) }

        func give(_ result: Result<Value?, any Error>) {
            let waiting = continuation.withLock { continuation in
                defer { continuation = nil }
                return continuation
            }
            waiting?.resume(with: result)
        }
    }
}
