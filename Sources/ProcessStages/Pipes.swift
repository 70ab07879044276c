import CKernels

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The system calls of a conversation with a program: the one place of this module that hands pointers to the
/// operating system.
enum Pipes {
    /// The two ends of a pipe; no other program inherits them.
    struct Ends {
        var reading: Int32
        var writing: Int32
    }

    /// What can be done without waiting.
    struct Readiness {
        var canRead = false
        var canReadErrors = false
        var canWrite = false
    }

    /// A pipe was refused: there are too many open files.
    struct Refused: Error {}

    /// Of Linux: fewer switches between two processes than with the usual 64 KiB.
    private static let size: Int32 = 1 << 20

    static func make() throws(Refused) -> Ends {
        var ends: [Int32] = [-1, -1]
        let result = unsafe ends.withUnsafeMutableBufferPointer { unsafe cs_pipe($0.baseAddress) }
        guard result == 0 else { throw Refused() }
        #if os(Linux)
        // Refused where the user has many large pipes already; then it is slower.
        _ = fcntl(ends[1], 1031 /* F_SETPIPE_SZ */, size)
        #endif
        return Ends(reading: ends[0], writing: ends[1])
    }

    /// Makes reads and writes return at once.
    static func unblock(_ end: Int32) {
        let flags = fcntl(end, F_GETFL)
        _ = fcntl(end, F_SETFL, flags | O_NONBLOCK)
    }

    static func close(_ end: Int32) {
        #if canImport(Glibc)
        _ = Glibc.close(end)
        #else
        _ = Darwin.close(end)
        #endif
    }

    /// Waits until something can be done, or until the time is over. Ends that are nil are not looked at.
    static func wait(reading: Int32?, errors: Int32?, writing: Int32?, milliseconds: Int32) -> Readiness {
        var ends = [
            pollfd(fd: reading ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: writing ?? -1, events: Int16(POLLOUT), revents: 0),
        ]
        let count = unsafe ends.withUnsafeMutableBufferPointer { buffer in
            unsafe poll(buffer.baseAddress, nfds_t(buffer.count), milliseconds)
        }
        guard count > 0 else { return Readiness() }
        return Readiness(
            canRead: ends[0].revents != 0,
            canReadErrors: ends[1].revents != 0,
            canWrite: ends[2].revents != 0
        )
    }

    /// Reads into `buffer` from `offset` on: the number of bytes, 0 at the end, nil when there are none just now.
    static func read(_ end: Int32, into buffer: inout [UInt8], at offset: Int) -> Int? {
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[offset...])
            #if canImport(Glibc)
            return unsafe Glibc.read(end, rest.baseAddress, rest.count)
            #else
            return unsafe Darwin.read(end, rest.baseAddress, rest.count)
            #endif
        }
        if count >= 0 { return count }
        return errno == EAGAIN || errno == EINTR ? nil : 0
    }

    /// Writes what there is room for: the number of bytes, nil when nobody reads any more.
    static func write(_ bytes: Span<UInt8>, to end: Int32) -> Int? {
        let count = unsafe bytes.withUnsafeBytes { buffer in
            #if canImport(Glibc)
            return unsafe Glibc.write(end, buffer.baseAddress, buffer.count)
            #else
            return unsafe Darwin.write(end, buffer.baseAddress, buffer.count)
            #endif
        }
        if count >= 0 { return count }
        return errno == EAGAIN || errno == EINTR ? 0 : nil
    }

    /// A path that does not depend on the working folder; nil when it leads nowhere.
    static func absolute(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    /// Whether a file may be executed.
    static func isExecutable(_ path: String) -> Bool {
        var info = stat()
        guard unsafe stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return false }
        return unsafe access(path, X_OK) == 0
    }

    /// A variable of the environment.
    static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}
