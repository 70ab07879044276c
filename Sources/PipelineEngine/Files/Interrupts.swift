#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Signals that end a run, taken by one thread instead of in the middle of others.
public enum Interrupts {
    /// What came.
    public enum Signal: Sendable, Equatable {
        /// SIGHUP, SIGINT or SIGTERM, by number.
        case interrupt(Int32)
        /// The time given with `timeOut(after:)` is over.
        case timeOut
    }

    /// Holds the signals back from now on, in this thread and in those it starts: call it before there are others.
    ///
    /// A signal that the caller of the process ignores, as `nohup` does, stays ignored.
    public static func hold() {
        var set = heldSignals()
        _ = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Sends `.timeOut` after so many seconds.
    public static func timeOut(after seconds: Double) {
        let whole = seconds.rounded(.down)
        var timer = itimerval()
        timer.it_value.tv_sec = numericCast(Int(whole))
        timer.it_value.tv_usec = numericCast(Int((seconds - whole) * 1_000_000))
        #if canImport(Glibc)
        _ = unsafe setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
        #else
        _ = unsafe setitimer(ITIMER_REAL, &timer, nil)
        #endif
    }

    /// Waits for the next signal.
    public static func next() -> Signal {
        var set = heldSignals()
        var number: Int32 = 0
        while unsafe sigwait(&set, &number) != 0 {}
        return number == SIGALRM ? .timeOut : .interrupt(number)
    }

    private static func heldSignals() -> sigset_t {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGALRM)
        for number in [SIGHUP, SIGINT, SIGTERM] {
            var action = sigaction()
            guard unsafe sigaction(number, nil, &action) == 0, !isIgnored(action) else { continue }
            unsafe sigaddset(&set, number)
        }
        return set
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        #if canImport(Glibc)
        let handler = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        let ignore = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
        #else
        let handler = unsafe unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self)
        let ignore = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
        #endif
        return handler == ignore
    }
}
