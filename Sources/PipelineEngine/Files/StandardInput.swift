import Synchronization

/// What comes in at standard input: read once, as it comes, although a reader looks at its beginning before the run.
///
/// What was read before `begin()` is kept and given again.
final class StandardInput: Sendable {
    private struct State {
        /// What was read before the run.
        var kept: [UInt8] = []
        /// How much of `kept` was given again; nil before the run.
        var given: Int?
    }

    static let name = "stdin"
    private let descriptor = Descriptor(0, closes: false)
    private let state = Mutex(State())

    /// From now on reading starts at the first byte again, and nothing more is kept.
    func begin() { state.withLock { $0.given = $0.given ?? 0 } }

    /// Reads into `buffer` from `offset` on; 0 at the end.
    func read(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        let room = buffer.count - offset
        let again: [UInt8]? = state.withLock { state in
            guard let given = state.given, given < state.kept.count else { return nil }
            let end = min(state.kept.count, given + room)
            defer {
                state.given = end
                // No longer needed, and perhaps a whole block.
                if end == state.kept.count { state = State(kept: [], given: 0) }
            }
            return Array(state.kept[given..<end])
        }
        if let again {
            buffer.replaceSubrange(offset..<offset + again.count, with: again)
            return again.count
        }
        // Whoever writes may be slow; a run that is interrupted must not wait for it.
        while !System.isReadable(descriptor, milliseconds: 100) { try Task.checkCancellation() }
        let count = try System.read(descriptor, into: &buffer, at: offset, path: Self.name)
        state.withLock { if $0.given == nil { $0.kept += buffer[offset..<offset + count] } }
        return count
    }
}
