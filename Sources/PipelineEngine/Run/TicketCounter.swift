import Synchronization

/// Gives out 0, 1, 2 and so on, each number once.
final class TicketCounter: Sendable {
    private let counter = Atomic<Int>(0)

    func next() -> Int { counter.wrappingAdd(1, ordering: .relaxed).oldValue }
}
