import Materials
import StageKit

/// A delivery that arrives in pieces of 1 to `most` bytes, and counts how often it is asked.
final class FuzzInput: ByteInput {
    /// The reader asks on and on without coming to an end.
    struct Hang: Error {}

    let name = "fuzz"
    private let bytes: [UInt8]
    private let most: Int
    private var position = 0
    private var random = SeededGenerator(seed: 1)
    /// How many more reads there may be: one for each byte, and some at the end.
    private var budget: Int

    init(_ bytes: [UInt8], most: Int) {
        self.bytes = bytes
        self.most = most
        budget = bytes.count + 100
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
