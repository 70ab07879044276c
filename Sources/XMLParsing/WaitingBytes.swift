import ByteKernels

/// Bytes of a document that came and are still to be read, by an ordered half that gives some of them away.
package struct WaitingBytes: Sendable {
    /// Reads the next bytes of a document into a buffer from a place on; 0 at the end.
    package typealias Input = (inout [UInt8], Int) throws -> Int

    /// What readers of cells and of tags may read beyond them.
    private static let padding = max(64, MarkupScanner.padding)

    /// Those from `start` to `end` are waiting; at least the padding of `MarkupScanner` stands behind them.
    package private(set) var bytes: [UInt8] = []
    package private(set) var start = 0
    package private(set) var end = 0
    /// Whether no more will come.
    package private(set) var isAtEnd = false

    package init() {}

    /// How many are waiting.
    package var count: Int { end - start }

    /// Those before a place are read.
    package mutating func drop(upTo place: Int) { start = place }

    /// Puts the bytes first, and as many behind them as there is room for, so that batches do not depend on how the
    /// bytes arrive.
    package mutating func refill(_ size: Int, _ read: Input) throws {
        let left = count
        var room = size
        while room <= left { room *= 2 }
        if left == 0, bytes.capacity > 4 * (size + Self.padding) { bytes = [] }
        if start > 0, left > 0 {
            for place in 0..<left { bytes[place] = bytes[start + place] }
        }
        start = 0
        end = left
        bytes.reserveCapacity(room + Self.padding)
        Self.give(&bytes, atLeast: room)
        bytes.removeLast(bytes.count - room)
        defer { Self.give(&bytes, atLeast: end + Self.padding) }
        while end < room, !isAtEnd {
            let count = try read(&bytes, end)
            if count == 0 { isAtEnd = true }
            end += count
        }
    }

    /// No more will come, for whatever reason.
    package mutating func endHere() { isAtEnd = true }

    /// The number of lines that end between two places.
    package func lineEnds(from start: Int, to end: Int) -> Int {
        JSONBytes.count(of: UInt8(ascii: "\n"), in: bytes.span, from: start, to: end)
    }

    /// Gives the bytes up to a place away, with padding behind them.
    /// - Returns: where they stand in `target`, whose memory is used for the next ones.
    package mutating func hand(upTo place: Int, to target: inout [UInt8]) -> Range<Int> {
        let left = end - place
        let range = start..<place
        if left <= range.count {
            swap(&bytes, &target)
            Self.give(&bytes, atLeast: left + Self.padding)
            Self.copy(target, place, count: left, to: &bytes)
            start = 0
            end = left
            return range
        }
        // Little is given: that is copied, and not the rest.
        Self.give(&target, atLeast: range.count + Self.padding)
        Self.copy(bytes, start, count: range.count, to: &target)
        start = place
        return 0..<range.count
    }

    private static func give(_ bytes: inout [UInt8], atLeast count: Int) {
        if bytes.count < count { bytes.append(contentsOf: repeatElement(0, count: count - bytes.count)) }
    }

    private static func copy(_ source: [UInt8], _ start: Int, count: Int, to target: inout [UInt8]) {
        var span = target.mutableSpan
        JSONBytes.copy(source.span, at: start, count: count, into: &span, at: 0)
    }
}
