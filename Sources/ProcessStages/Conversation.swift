import ByteKernels
import StageKit

/// A conversation with a running program: writes as it takes, reads as it gives, and never waits for one of the two
/// alone, so that neither can hold the other up.
final class Conversation {
    private var input: Int32?
    private var output: Int32?
    private var errors: Int32?
    private let timeLimit: Duration
    private let seconds: Int
    /// What is left to be sent before any record.
    private var head: [UInt8]
    private var received = [UInt8](repeating: 0, count: 256 * 1024)
    private var start = 0
    private var end = 0
    /// The last of what the program wrote to stderr.
    private(set) var log: [UInt8] = []

    private static let logLimit = 64 * 1024
    /// How often a cancelled run is noticed.
    private static let slice: Int32 = 50

    /// - Parameter head: what the program is sent first, whether there are records or not.
    init(input: Int32, output: Int32, errors: Int32, head: [UInt8], seconds: Int) {
        self.head = head
        self.input = input
        self.output = output
        self.errors = errors
        self.seconds = seconds
        timeLimit = .seconds(seconds)
        for end in [input, output, errors] { Pipes.unblock(end) }
    }

    /// Sends the records of a batch and takes their answers.
    /// - Throws: `PlacedFault`; `CancellationError` when the run ends.
    func exchange(_ answers: inout BatchAnswers, of batch: RecordBatch) throws {
        var sent = 0
        let clock = ContinuousClock()
        var deadline = clock.now + timeLimit
        while true {
            let before = (head.count, sent, answers.left)
            try take(&answers, of: batch)
            let isSent = head.isEmpty && sent == answers.textCount || input == nil
            if answers.left == 0, isSent { return }
            guard let output else { throw PlacedFault(fault: .ended, row: answers.awaitedRow) }
            let ready = Pipes.wait(
                reading: output,
                errors: errors,
                writing: isSent ? nil : input,
                milliseconds: Self.slice
            )
            if ready.canRead { read() }
            if ready.canReadErrors { readErrors() }
            if ready.canWrite, !head.isEmpty {
                sendHead()
            } else if ready.canWrite, let input {
                if let count = answers.send(from: sent, to: input) {
                    sent += count
                } else {
                    // It may have answered already, or else its output ends too.
                    closeInput()
                }
            }
            if Task.isCancelled { throw CancellationError() }
            if before != (head.count, sent, answers.left) {
                deadline = clock.now + timeLimit
            } else if clock.now >= deadline {
                try take(&answers, of: batch)
                if answers.left == before.2 {
                    throw answers.silence(seconds: seconds)
                }
            }
        }
    }

    /// Ends the input of the program and waits until it has nothing more to say.
    func finish(_ answers: inout BatchAnswers) throws {
        if head.isEmpty { closeInput() }
        let clock = ContinuousClock()
        let deadline = clock.now + timeLimit
        while output != nil || errors != nil {
            let ready = Pipes.wait(reading: output, errors: errors, writing: input, milliseconds: Self.slice)
            if ready.canWrite {
                sendHead()
                if head.isEmpty { closeInput() }
            }
            if ready.canRead { read() }
            if ready.canReadErrors { readErrors() }
            if Task.isCancelled { throw CancellationError() }
            do throws(PlacedFault) {
                // A greeting may come yet, and empty lines.
                try take(&answers, of: RecordBatch())
            } catch {
                throw PlacedFault(fault: error.fault, row: nil)
            }
            if clock.now >= deadline { throw PlacedFault(fault: .lingers(seconds: seconds), row: nil) }
        }
        if start < end { throw PlacedFault(fault: .afterEnd, row: nil) }
    }

    private func sendHead() {
        guard let input else { return }
        guard let count = Pipes.write(head.span, to: input) else { return closeInput() }
        head.removeFirst(count)
    }

    /// Takes the answers that have come whole.
    private func take(_ answers: inout BatchAnswers, of batch: RecordBatch) throws(PlacedFault) {
        // Out of the object meanwhile: a span cannot be taken from where others might change it.
        var bytes: [UInt8] = []
        swap(&bytes, &received)
        defer { swap(&bytes, &received) }
        start = try answers.take(bytes.span, from: start, to: end, of: batch)
    }

    private func read() {
        guard let output else { return }
        if start > 0 {
            for place in start..<end { received[place - start] = received[place] }
            end -= start
            start = 0
        }
        if received.count - end < 64 * 1024 {
            received.append(contentsOf: repeatElement(0, count: received.count))
        }
        guard let count = Pipes.read(output, into: &received, at: end) else { return }
        end += count
        if count == 0 {
            Pipes.close(output)
            self.output = nil
        }
    }

    private func readErrors() {
        guard let errors else { return }
        var bytes = [UInt8](repeating: 0, count: 16 * 1024)
        guard let count = Pipes.read(errors, into: &bytes, at: 0) else { return }
        if count == 0 {
            Pipes.close(errors)
            self.errors = nil
        }
        log += bytes[..<count]
        if log.count > Self.logLimit { log.removeFirst(log.count - Self.logLimit) }
    }

    func closeInput() {
        if let input { Pipes.close(input) }
        input = nil
    }

    /// Takes the last words of a program that has ended, and lets go of it.
    func close() {
        closeInput()
        for _ in 0..<Self.logLimit / 1024 where errors != nil {
            guard Pipes.wait(reading: nil, errors: errors, writing: nil, milliseconds: 0).canReadErrors else { break }
            readErrors()
        }
        for end in [output, errors] { if let end { Pipes.close(end) } }
        output = nil
        errors = nil
    }

    deinit {
        for end in [input, output, errors] { if let end { Pipes.close(end) } }
    }
}
