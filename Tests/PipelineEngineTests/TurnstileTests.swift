import Synchronization
import Testing

@testable import PipelineEngine

@Suite struct TurnstileTests {
    @Test func letsBatchesPassInOrderWhoeverComesFirst() async throws {
        let turnstile = Turnstile(permits: Permits(4))
        let passed = Passed()
        let tickets = (0..<3).flatMap { input in
            (0..<20).map { Turnstile.Ticket(input: input, batch: $0) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for ticket in tickets.shuffled() {
                group.addTask {
                    try await turnstile.wait(ticket)
                    passed.tickets.withLock { $0.append(ticket) }
                    turnstile.advance()
                }
            }
            for input in [2, 0, 1] { group.addTask { turnstile.end(input: input, batches: 20) } }
            try await group.waitForAll()
        }
        #expect(passed.tickets.withLock { $0 } == tickets)
    }

    @Test func passesOverInputsWithoutBatches() async throws {
        let turnstile = Turnstile(permits: Permits(1))
        turnstile.end(input: 0, batches: 0)
        turnstile.end(input: 1, batches: 0)
        try await turnstile.wait(Turnstile.Ticket(input: 2, batch: 0))
    }

    @Test func sendsEverybodyHomeWhenTheRunIsAborted() async {
        let turnstile = Turnstile(permits: Permits(2))
        let waiting = Task { try await turnstile.wait(Turnstile.Ticket(input: 0, batch: 1)) }
        turnstile.abort()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        await #expect(throws: CancellationError.self) {
            try await turnstile.wait(Turnstile.Ticket(input: 0, batch: 0))
        }
    }

    @Test func givesAPermitToOthersWhileWaiting() async throws {
        let permits = Permits(1)
        let turnstile = Turnstile(permits: permits)
        await permits.take()
        let later = Task { try await turnstile.wait(Turnstile.Ticket(input: 0, batch: 1)) }
        // The one permit comes back only because the task behind the turnstile gave up its own.
        await permits.take()
        turnstile.advance()
        permits.giveBack()
        try await later.value
    }
}

private final class Passed: Sendable {
    let tickets = Mutex<[Turnstile.Ticket]>([])
}
