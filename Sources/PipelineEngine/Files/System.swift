import CKernels

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The operating system said no.
public struct SystemFault: Error, Hashable, Sendable {
    /// What was tried: `cannot write`.
    public var operation: String
    /// The file or folder, as the user would name it.
    public var path: String
    /// The number of the error; see errno(3).
    public var code: Int32

    /// The reason in the words of the system, in lower case: `no space left on device`.
    public var reason: String {
        let text = unsafe String(cString: strerror(code))
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    /// What was tried, on what, and why it failed.
    public var message: String { "\(operation) \(path): \(reason)" }

    /// Whether nobody reads the pipe any more.
    public var isClosedPipe: Bool { code == EPIPE }

    /// Whether there was no room: a full disk, a quota, a limit on the size of files.
    public var isFull: Bool { [ENOSPC, EDQUOT, EFBIG].contains(code) }
}

/// An open file or folder; closed when nobody holds it any more.
final class Descriptor: Sendable {
    let number: Int32
    private let closes: Bool

    /// - Parameter closes: false for a stream that the process was started with.
    init(_ number: Int32, closes: Bool = true) {
        self.number = number
        self.closes = closes
    }
    deinit { if closes { _ = close(number) } }
}

/// The engine's system calls: the one place that hands pointers to the operating system.
enum System {
    /// What a path leads to.
    struct Status: Equatable {
        enum Kind: Equatable { case file, folder, link, other }
        var kind: Kind
        var size: Int64
        var device: UInt64
        var inode: UInt64
        /// The last change, in nanoseconds.
        var changed: Int64
    }

    static let alreadyExists = EEXIST
    static let notFound = ENOENT

    // MARK: Reading

    /// Opens a file for reading; links are followed, since deliveries may be linked into an inbox.
    static func open(_ path: String) throws(SystemFault) -> Descriptor {
        let number = retry { call_open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) }
        guard number >= 0 else { throw SystemFault(operation: "cannot open", path: path, code: errno) }
        return Descriptor(number)
    }

    /// Opens a folder.
    static func openFolder(_ path: String) throws(SystemFault) -> Descriptor {
        let number = retry { call_open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY) }
        guard number >= 0 else { throw SystemFault(operation: "cannot open", path: path, code: errno) }
        return Descriptor(number)
    }

    /// Reads into `buffer` from `offset` on, as far as it is long; 0 at the end of the file.
    static func read(
        _ file: Descriptor,
        into buffer: inout [UInt8],
        at offset: Int,
        path: String
    ) throws(SystemFault) -> Int {
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[offset...])
            while true {
                let count = unsafe call_read(file.number, rest.baseAddress, rest.count)
                if count >= 0 || errno != EINTR { return count }
            }
        }
        guard count >= 0 else { throw SystemFault(operation: "cannot read", path: path, code: errno) }
        return count
    }

    /// Reads bytes from a place in a file on, fewer at its end; where reading goes on is not changed.
    static func read(
        _ file: Descriptor,
        from position: Int64,
        count: Int,
        path: String
    ) throws(SystemFault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let more = unsafe bytes.withUnsafeMutableBytes { buffer in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                return unsafe pread(file.number, rest.baseAddress, rest.count, off_t(position) + off_t(filled))
            }
            if more == 0 { break }
            if more < 0, errno != EINTR { throw SystemFault(operation: "cannot read", path: path, code: errno) }
            filled += max(0, more)
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// What an open file is.
    static func status(of file: Descriptor, path: String) throws(SystemFault) -> Status {
        var info = stat()
        guard unsafe fstat(file.number, &info) == 0 else {
            throw SystemFault(operation: "cannot look at", path: path, code: errno)
        }
        return Status(info)
    }

    /// What a path is, links not followed; nil when there is nothing.
    static func status(of path: String) throws(SystemFault) -> Status? {
        var info = stat()
        guard unsafe lstat(path, &info) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw SystemFault(operation: "cannot look at", path: path, code: errno)
        }
        return Status(info)
    }

    /// The names in a folder, in the order of their bytes, without `.` and `..`.
    static func names(in path: String) throws(SystemFault) -> [String] {
        guard let stream = unsafe opendir(path) else {
            throw SystemFault(operation: "cannot list", path: path, code: errno)
        }
        defer { unsafe _ = closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// The path with its links resolved; nil when it does not exist.
    static func resolve(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    // MARK: Writing

    /// Makes a folder; its parents must exist.
    static func makeFolder(_ path: String, mode: UInt32) throws(SystemFault) {
        guard unsafe mkdir(path, mode) == 0 else {
            throw SystemFault(operation: "cannot make folder", path: path, code: errno)
        }
        // The umask may have taken bits that were asked for.
        guard unsafe chmod(path, mode) == 0 else {
            throw SystemFault(operation: "cannot make folder", path: path, code: errno)
        }
    }

    /// Creates a file that was not there; no link is followed.
    static func create(_ path: String, mode: UInt32) throws(SystemFault) -> Descriptor {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let number = retry { call_open(path, flags, mode) }
        guard number >= 0 else { throw SystemFault(operation: "cannot create", path: path, code: errno) }
        let file = Descriptor(number)
        guard fchmod(number, mode) == 0 else {
            throw SystemFault(operation: "cannot create", path: path, code: errno)
        }
        return file
    }

    /// Opens a file made before by `create`, to write on at its end.
    static func openForAppending(_ path: String) throws(SystemFault) -> Descriptor {
        let number = retry { call_open(path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC) }
        guard number >= 0 else { throw SystemFault(operation: "cannot open", path: path, code: errno) }
        return Descriptor(number)
    }

    /// Writes all the bytes.
    static func write(_ bytes: Span<UInt8>, to file: Descriptor, path: String) throws(SystemFault) {
        let failure: Int32 = unsafe bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
                let count = unsafe call_write(file.number, rest.baseAddress, rest.count)
                if count >= 0 {
                    done += count
                } else if errno != EINTR {
                    return errno
                }
            }
            return 0
        }
        guard failure == 0 else { throw SystemFault(operation: "cannot write", path: path, code: failure) }
    }

    /// Has the disk begin to take a part of a file, so that there is less to wait for when it is synced.
    static func beginSync(_ file: Descriptor, _ range: Range<Int64>) {
        cs_begin_sync(file.number, range.lowerBound, Int64(range.count))
    }

    /// Waits until the disk has the file or folder.
    static func sync(_ file: Descriptor, path: String) throws(SystemFault) {
        guard fsync(file.number) == 0 else { throw SystemFault(operation: "cannot sync", path: path, code: errno) }
    }

    /// Waits until the disk has the entries of a folder.
    static func syncFolder(_ path: String) throws(SystemFault) { try sync(try openFolder(path), path: path) }

    /// Renames within a folder; fails where `new` exists.
    static func renameNew(in folder: Descriptor, _ old: String, to new: String, path: String) throws(SystemFault) {
        guard unsafe cs_rename_new(folder.number, old, new) == 0 else {
            throw SystemFault(operation: "cannot publish", path: path, code: errno)
        }
    }

    /// Swaps two names of a folder in one step.
    static func exchange(in folder: Descriptor, _ one: String, _ other: String, path: String) throws(SystemFault) {
        guard unsafe cs_exchange(folder.number, one, other) == 0 else {
            throw SystemFault(operation: "cannot publish", path: path, code: errno)
        }
    }

    /// Renames a file or folder.
    static func move(_ old: String, to new: String) throws(SystemFault) {
        guard unsafe rename(old, new) == 0 else {
            throw SystemFault(operation: "cannot rename", path: old, code: errno)
        }
    }

    /// Removes a file, a link, or a folder with all it holds; links are not followed. Nothing there is fine.
    static func remove(_ path: String) throws(SystemFault) {
        guard let status = try status(of: path) else { return }
        if status.kind == .folder {
            for name in try names(in: path) { try remove(path + "/" + name) }
            guard unsafe rmdir(path) == 0 else {
                throw SystemFault(operation: "cannot remove", path: path, code: errno)
            }
        } else {
            guard unsafe unlink(path) == 0 else {
                throw SystemFault(operation: "cannot remove", path: path, code: errno)
            }
        }
    }

    /// Locks a file, made if it is not there, until the descriptor is closed; nil when another process holds it.
    static func lock(_ path: String) throws(SystemFault) -> Descriptor? {
        let number = retry { call_open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o640) }
        guard number >= 0 else { throw SystemFault(operation: "cannot lock", path: path, code: errno) }
        let file = Descriptor(number)
        guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
            if errno == EWOULDBLOCK { return nil }
            throw SystemFault(operation: "cannot lock", path: path, code: errno)
        }
        return file
    }

    // MARK: The process

    /// The time of day, in nanoseconds since 1970-01-01 UTC.
    static func now() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// The processor time this process has used, in nanoseconds.
    static func processorTime() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// The number of processors at work.
    static func processorCount() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// The most memory this process has held, in bytes.
    static func peakMemory() -> Int64 {
        var usage = rusage()
        #if canImport(Glibc)
        unsafe _ = getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Int64(usage.ru_maxrss) * 1024
        #else
        unsafe _ = getrusage(RUSAGE_SELF, &usage)
        return Int64(usage.ru_maxrss)
        #endif
    }

    /// Writing to a closed pipe and growing past a limit give errors that are handled, not signals that kill.
    static func ignoreFatalWriteSignals() {
        _ = signal(SIGPIPE, SIG_IGN)
        _ = signal(SIGXFSZ, SIG_IGN)
    }

    private static func retry(_ call: () -> Int32) -> Int32 {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}

extension System.Status {
    init(_ info: stat) {
        kind =
            switch info.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        size = Int64(info.st_size)
        device = UInt64(info.st_dev)
        inode = UInt64(info.st_ino)
        #if canImport(Darwin)
        changed = Int64(info.st_mtimespec.tv_sec) * 1_000_000_000 + Int64(info.st_mtimespec.tv_nsec)
        #else
        changed = Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec)
        #endif
    }
}

// `System` has members of the same names; these reach the calls themselves.
private func call_open(_ path: String, _ flags: Int32) -> Int32 { unsafe open(path, flags) }
private func call_open(_ path: String, _ flags: Int32, _ mode: UInt32) -> Int32 { unsafe open(path, flags, mode) }
private func call_read(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe read(file, buffer, count)
}
private func call_write(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(file, buffer, count)
}
