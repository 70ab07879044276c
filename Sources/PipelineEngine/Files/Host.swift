/// What a command needs of the operating system: streams, environment, small files. Nothing here throws away a run when
/// a stream is closed.
public enum Host {
    /// A stream for people or for the next program.
    public enum Stream: Int32, Sendable {
        case output = 1
        case error = 2
    }

    /// What a path leads to, links followed.
    public enum Kind: Sendable {
        case file
        case folder
        case other
    }

    /// Why a small file could not be read.
    public enum ReadFailure: Error, Sendable {
        case missing
        case notRegular
        case tooLarge
        /// The reason in the words of the system.
        case refused(String)
    }

    /// Makes closed streams harmless: a file opened later must not take the place of one, and writing to a closed pipe
    /// is an error that is ignored, not a signal that kills.
    public static func prepareStreams() {
        System.ignoreFatalWriteSignals()
        System.openClosedStreams()
    }

    /// Whether a person sees the stream.
    public static func isTerminal(_ stream: Stream) -> Bool { System.isTerminal(stream.rawValue) }

    /// Writes text; a stream that nobody reads is ignored.
    public static func write(_ text: String, to stream: Stream) {
        let bytes = Array(text.utf8)
        System.writeIfPossible(bytes.span, to: stream.rawValue)
    }

    /// The environment variables of the process.
    public static var environment: [String: String] { System.environment }

    /// The time of day, in nanoseconds since 1970-01-01 UTC.
    public static var now: Int64 { System.now() }

    /// The folder that relative paths begin at.
    public static var workingFolder: String? { System.resolve(".") }

    /// What a path leads to; nil when there is nothing.
    public static func kind(of path: String) -> Kind? {
        guard let resolved = System.resolve(path), let status = try? System.status(of: resolved) else { return nil }
        return switch status.kind {
        case .file: .file
        case .folder: .folder
        case .link, .other: .other
        }
    }

    /// The names in a folder, in the order of their bytes; empty when it cannot be listed.
    public static func names(in folder: String) -> [String] { (try? System.names(in: folder)) ?? [] }

    /// Reads a regular file of at most `limit` bytes.
    public static func read(_ path: String, limit: Int) throws(ReadFailure) -> [UInt8] {
        guard let kind = kind(of: path) else { throw .missing }
        guard kind == .file else { throw .notRegular }
        do {
            let file = try System.open(path)
            let size = try System.status(of: file, path: path).size
            guard size <= limit else { throw ReadFailure.tooLarge }
            // One byte more than there should be, so that the end is seen without another call for most files.
            var bytes = [UInt8](repeating: 0, count: Int(size) + 1)
            var count = 0
            while true {
                let more = try System.read(file, into: &bytes, at: count, path: path)
                if more == 0 { break }
                count += more
                guard count <= limit else { throw ReadFailure.tooLarge }
                if count == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
            }
            bytes.removeLast(bytes.count - count)
            return bytes
        } catch let failure as ReadFailure {
            throw failure
        } catch let fault as SystemFault {
            throw .refused(fault.reason)
        } catch {
            throw .refused("\(error)")
        }
    }

    /// The path without links and relative parts; nil when there is nothing.
    public static func resolved(_ path: String) -> String? { System.resolve(path) }

    /// Makes a file that was not there, and the folders that lead to it.
    public static func makeFile(_ path: String, _ text: String, isProgram: Bool = false) throws(SystemFault) {
        try Folders.makeWhole(Paths.parent(of: path), mode: 0o755)
        let file = try System.create(path, mode: isProgram ? 0o755 : 0o644)
        try System.write(Array(text.utf8).span, to: file, path: path)
    }

    /// Puts a new text in place of a file, whole or not at all.
    public static func replaceFile(_ path: String, _ text: String) throws(SystemFault) {
        let next = path + ".next"
        try makeFile(next, text)
        try System.move(next, to: path)
    }

    /// Ends the process.
    public static func end(_ code: Int32) -> Never { System.end(code) }
}

extension Host {
    /// Ends the process without a look back: for a second signal.
    public static func endAtOnce(_ code: Int32) -> Never { System.endAtOnce(code) }
}
