import ByteKernels
import StageKit

/// Bytes of a sheet that were unpacked and are still to be read.
struct SheetBlock {
    private static let padding = MarkupScanner.padding

    private(set) var bytes: [UInt8] = []
    private(set) var start = 0
    private(set) var end = 0
    private(set) var isAtEnd = false
    /// Why there are no more, when that is not the end: what came before is read first.
    private(set) var fault: (any Error)?

    var isEmpty: Bool { start == end }
    var count: Int { end - start }

    mutating func drop(upTo place: Int) { start = place }

    /// Puts the bytes first, and as many behind them as there is room for.
    mutating func refill(_ size: Int, from input: any ByteInput) {
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
        while end < room, !isAtEnd {
            do {
                let count = try input.read(into: &bytes, at: end)
                if count == 0 { isAtEnd = true }
                end += count
            } catch {
                fault = error
                isAtEnd = true
            }
        }
        Self.give(&bytes, atLeast: end + Self.padding)
    }

    /// The number of lines that end before a place.
    func lineEnds(upTo place: Int) -> Int {
        JSONBytes.count(of: UInt8(ascii: "\n"), in: bytes.span, from: start, to: place)
    }

    /// Whether something that looks like an attribute `r` stands before a place.
    func mayPlaceCells(upTo end: Int) -> Bool {
        var place = start
        while place < end {
            place = JSONBytes.first(UInt8(ascii: "="), in: bytes.span, from: place, to: end)
            guard place < end else { return false }
            var before = place - 1
            while before > start, bytes[before] <= 0x20 { before -= 1 }
            if before > start, bytes[before] == UInt8(ascii: "r"), bytes[before - 1] <= 0x20 { return true }
            place += 1
        }
        return false
    }

    /// Gives the bytes up to a place away.
    /// - Returns: where they stand in `target`, whose memory is used for the next ones.
    mutating func hand(upTo place: Int, to target: inout [UInt8]) -> Range<Int> {
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
