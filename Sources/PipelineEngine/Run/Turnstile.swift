import Synchronization

/// Lets batches pass one at a time, in their order: input by input, batch by batch.
///
/// A task that comes early is suspended, not blocked, and gives its permit to work back meanwhile.
final class Turnstile: Sendable {
    /// The place of a batch among all batches of a run.
    struct Ticket: Hashable, Comparable, Sendable {
        var input: Int
        var batch: Int

        static func < (a: Ticket, b: Ticket) -> Bool { (a.input, a.batch) < (b.input, b.batch) }
    }

    private struct State {
        var next = Ticket(input: 0, batch: 0)
        /// The number of batches of inputs that were read to their end.
        var batchCounts: [Int: Int] = [:]
        var waiting: [Ticket: CheckedContinuation<Void, any Error>] = [:]
        var isAborted = false

        /// Goes on to the next input where one has ended; the task to wake.
        mutating func settle() -> CheckedContinuation<Void, any Error>? {
            while batchCounts[next.input] == next.batch { next = Ticket(input: next.input + 1, batch: 0) }
            return waiting.removeValue(forKey: next)
        }
    }

    private let state = Mutex(State())
    private let permits: Permits

    init(permits: Permits) { self.permits = permits }

    /// Returns when all earlier batches have passed.
    /// - Throws: `CancellationError` when the run was aborted.
    func wait(_ ticket: Ticket) async throws {
        let passes = try state.withLock { state in
            if state.isAborted { throw CancellationError() }
            return state.next == ticket
        }
        if passes { return }
        permits.giveBack()
        do {
            try await withCheckedThrowingContinuation { continuation in
                let answer: Result<Void, any Error>? = state.withLock { state in
                    if state.isAborted { return .failure(CancellationError()) }
                    if state.next == ticket { return .success(()) }
                    state.waiting[ticket] = continuation
                    return nil
                }
                if let answer { continuation.resume(with: answer) }
            }
        } catch {
            await permits.take()
            throw error
        }
        await permits.take()
    }

    /// The batch whose turn it was has passed.
    func advance() {
        let waiting = state.withLock { state in
            state.next.batch += 1
            return state.settle()
        }
        waiting?.resume()
    }

    /// An input has no more batches than these.
    func end(input: Int, batches: Int) {
        let waiting = state.withLock { state in
            state.batchCounts[input] = batches
            return state.settle()
        }
        waiting?.resume()
    }

    /// Sends everybody home.
    func abort() {
        let waiting = state.withLock { state in
            state.isAborted = true
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume(throwing: CancellationError()) }
    }
}

/// A fixed number of permits to work: what `--workers` means.
final class Permits: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(_ count: Int) { state = Mutex(State(free: count)) }

    func take() async {
        await withCheckedContinuation { continuation in
            let isGranted = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isGranted { continuation.resume() }
        }
    }

    func giveBack() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
