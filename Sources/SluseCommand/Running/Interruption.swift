import PipelineEngine
import Synchronization

/// Carries out work that a signal may interrupt: it then ends cleanly, with the exit code of the signal. A second signal
/// ends the process at once.
final class Interruption: Sendable {
    private let signal = Mutex<Interrupts.Signal?>(nil)

    /// What interrupted the work; nil when nothing did.
    var cause: Interrupts.Signal? { signal.withLock { $0 } }

    /// The exit code of what interrupted the work.
    var exitCode: Int32? {
        switch cause {
        case .interrupt(let number): ExitStatus.interrupted(by: number)
        case .timeOut: ExitStatus.timeOut
        case nil: nil
        }
    }

    /// Does the work, away from the main thread, which waits for signals meanwhile; ends the process with the exit code
    /// of the work.
    static func carryOut(
        timeout: Double? = nil,
        _ work: @escaping @Sendable (Interruption) async -> Int32
    ) -> Never {
        Interrupts.hold()
        let interruption = Interruption()
        let task = Task.detached {
            let code = await work(interruption)
            Host.end(code)
        }
        if let timeout { Interrupts.timeOut(after: timeout) }
        while true {
            let next = Interrupts.next()
            let isFirst = interruption.signal.withLock { signal in
                defer { signal = signal ?? next }
                return signal == nil
            }
            // A time-out that comes after an interrupt says nothing new.
            if !isFirst, case .interrupt(let number) = next {
                Host.endAtOnce(ExitStatus.interrupted(by: number))
            }
            task.cancel()
        }
    }
}
