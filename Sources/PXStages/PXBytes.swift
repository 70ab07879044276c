import ByteKernels
import StageKit

/// The bytes of a file from some place on.
struct PXBytes {
    /// `count` bytes, and those that kernels may read behind them.
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0
    /// The place in the file of the first of them.
    private(set) var base: UInt64 = 0
    private(set) var isAtEnd = false

    /// What is read of a file that may be small.
    private static let firstPart = 1 << 14

    /// Forgets the bytes before a place, and reads about `size` of those that follow, so that what is made of them does
    /// not depend on how they arrive.
    mutating func refill(keepingFrom start: Int, size: Int, from input: any ByteInput) throws {
        forget(to: start)
        var room = size
        while room <= count { room *= 2 }
        if bytes.count > 4 * room + CellPass.padding { bytes = Array(bytes[..<count]) }
        if bytes.count > room { bytes.removeLast(bytes.count - room) }
        while count < room, !isAtEnd {
            grow(to: min(room, max(Self.firstPart, 2 * count)))
            let read = try input.read(into: &bytes, at: count)
            if read == 0 { isAtEnd = true }
            count += read
        }
        grow(to: count + CellPass.padding)
    }

    private mutating func forget(to start: Int) {
        guard start > 0 else { return }
        base += UInt64(start)
        count -= start
        for place in 0..<count { bytes[place] = bytes[start + place] }
    }

    private mutating func grow(to room: Int) {
        if bytes.count < room { bytes.append(contentsOf: repeatElement(0, count: room - bytes.count)) }
    }
}
