import ByteKernels
import StageKit
import XMLParsing

/// Bytes of a sheet that were unpacked and are still to be read.
struct SheetBlock {
    private var waiting = WaitingBytes()
    /// Why there are no more, when that is not the end: what came before is read first.
    private(set) var fault: (any Error)?

    var bytes: [UInt8] { waiting.bytes }
    var start: Int { waiting.start }
    var end: Int { waiting.end }
    var isAtEnd: Bool { waiting.isAtEnd }
    var isEmpty: Bool { waiting.count == 0 }
    var count: Int { waiting.count }

    mutating func drop(upTo place: Int) { waiting.drop(upTo: place) }

    /// Puts the bytes first, and as many behind them as there is room for.
    mutating func refill(_ size: Int, from input: any ByteInput) {
        do {
            try waiting.refill(size) { try input.read(into: &$0, at: $1) }
        } catch {
            fault = error
            waiting.endHere()
        }
    }

    /// The number of lines that end before a place.
    func lineEnds(upTo place: Int) -> Int { waiting.lineEnds(from: start, to: place) }

    /// Gives the bytes up to a place away.
    /// - Returns: where they stand in `target`, whose memory is used for the next ones.
    mutating func hand(upTo place: Int, to target: inout [UInt8]) -> Range<Int> {
        waiting.hand(upTo: place, to: &target)
    }

    /// Whether something that looks like an attribute `r` stands before a place.
    func mayPlaceCells(upTo end: Int) -> Bool {
        var place = start
        while place < end {
            place = JSONBytes.first(UInt8(ascii: "="), in: waiting.bytes.span, from: place, to: end)
            guard place < end else { return false }
            var before = place - 1
            while before > start, bytes[before] <= 0x20 { before -= 1 }
            if before > start, bytes[before] == UInt8(ascii: "r"), bytes[before - 1] <= 0x20 { return true }
            place += 1
        }
        return false
    }
}
