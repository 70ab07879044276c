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

    /// Forgets the bytes before a place, and reads about `size` of those that follow, so that what is made of them does
    /// not depend on how they arrive.
    mutating func refill(keepingFrom start: Int, size: Int, from input: any ByteInput) throws {
        if start > 0 {
            bytes.removeSubrange(..<start)
            base += UInt64(start)
            count -= start
        }
        var room = size
        while room <= count { room *= 2 }
        if bytes.count < room {
            bytes.append(contentsOf: repeatElement(0, count: room - bytes.count))
        } else {
            bytes.removeLast(bytes.count - room)
        }
        while count < room, !isAtEnd {
            let read = try input.read(into: &bytes, at: count)
            if read == 0 { isAtEnd = true }
            count += read
        }
        bytes.append(contentsOf: repeatElement(0, count: count + CellPass.padding - min(bytes.count, count)))
    }
}
