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
    private var received = [UInt8](repeating: 0, count: 256 * 1024)
    private var start = 0
    private var end = 0
    /// The last of what the program wrote to stderr.
    private(set) var log: [UInt8] = []

    private static let logLimit = 64 * 1024
    /// How often a cancelled run is noticed.
    private static let slice: Int32 = 50

    init(input: Int32, output: Int32, errors: Int32, seconds: Int) {
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
            let before = (sent, answers.left)
            try take(&answers, of: batch)
            let isSent = sent == answers.textCount || input == nil
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
            if ready.canWrite, let input {
                if let count = answers.send(from: sent, to: input) {
                    sent += count
                } else {
                    // It may have answered already, or else its output ends too.
                    closeInput()
                }
            }
            if Task.isCancelled { throw CancellationError() }
            if before != (sent, answers.left) {
                deadline = clock.now + timeLimit
            } else if clock.now >= deadline {
                try take(&answers, of: batch)
                if answers.left == before.1 { throw PlacedFault(fault: .silent(seconds: seconds), row: answers.awaitedRow) }
            }
        }
    }

    /// Ends the input of the program and waits until it has nothing more to say.
    func finish() throws {
        closeInput()
        let clock = ContinuousClock()
        let deadline = clock.now + timeLimit
        while output != nil || errors != nil {
            for place in start..<end where ![0x0A, 0x0D].contains(received[place]) {
                throw PlacedFault(fault: .afterEnd, row: nil)
            }
            start = end
            let ready = Pipes.wait(reading: output, errors: errors, writing: nil, milliseconds: Self.slice)
            if ready.canRead { read() }
            if ready.canReadErrors { readErrors() }
            if Task.isCancelled { throw CancellationError() }
            if clock.now >= deadline { throw PlacedFault(fault: .lingers(seconds: seconds), row: nil) }
        }
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
