import Materials
import StageKit

/// A delivery that arrives in pieces of 1 to `most` bytes, and counts how often it is asked.
final class FuzzInput: ByteInput, RandomAccessBytes {
    /// The reader asks on and on without coming to an end.
    struct Hang: Error {}

    let name = "fuzz"
    private let bytes: [UInt8]
    private let most: Int
    /// Whether it can be looked at anywhere, as a file can.
    private let isFile: Bool
    private var position = 0
    private var random = SeededGenerator(seed: 1)
    /// How many more reads there may be: one for each byte, and some at the end.
    private var budget: Int
    /// How often it may be looked at: the parts of an archive, again and again, but not for ever.
    private var looks = 100_000

    init(_ bytes: [UInt8], most: Int, isFile: Bool) {
        self.bytes = bytes
        self.most = most
        self.isFile = isFile
        budget = bytes.count + 100
    }

    var anywhere: (any RandomAccessBytes)? { isFile ? self : nil }

    var byteCount: UInt64 { UInt64(bytes.count) }

    func look(at position: UInt64, count: Int) throws -> [UInt8] {
        looks -= 1
        if looks < 0 { throw Hang() }
        let start = Int(clamping: min(position, byteCount))
        return Array(bytes[start..<start + min(count, bytes.count - start)])
    }

    func read(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        budget -= 1
        if budget < 0 { throw Hang() }
        let piece = most == .max ? .max : 1 + random.below(most)
        let count = min(piece, buffer.count - offset, bytes.count - position)
        buffer.replaceSubrange(offset..<offset + count, with: bytes[position..<position + count])
        position += count
        return count
    }
}
