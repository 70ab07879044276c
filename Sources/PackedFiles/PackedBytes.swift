import StageKit

/// The bytes of a packed file, some at a time, and where they stand in it.
struct PackedBytes {
    let input: any ByteInput
    private var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    private var position = 0
    private var count = 0
    /// The place of the next byte in the file.
    private(set) var offset: UInt64

    /// - Parameter offset: where the input begins in the file.
    init(_ input: any ByteInput, at offset: UInt64 = 0) {
        self.input = input
        self.offset = offset
    }

    /// The number of bytes that can be taken without reading.
    var available: Int { count - position }

    /// The next byte of those that were read.
    var first: UInt8? { position < count ? buffer[position] : nil }

    /// Reads where nothing is left.
    /// - Returns: false at the end of the file.
    mutating func fill() throws -> Bool {
        guard position == count else { return true }
        position = 0
        count = 0
        count = try input.read(into: &buffer, at: 0)
        return count > 0
    }

    /// The next byte; nil at the end of the file.
    mutating func next() throws -> UInt8? {
        guard try fill() else { return nil }
        let byte = buffer[position]
        skip(1)
        return byte
    }

    /// Inflates as much as possible of at most `limit` bytes.
    mutating func inflate(
        by inflater: Inflater,
        limit: Int,
        into output: inout [UInt8],
        at offset: Int
    ) throws -> Inflater.Step {
        let end = position + min(limit, available)
        let step = try inflater.inflate(buffer.span.extracting(position..<end), into: &output, at: offset)
        skip(step.consumed)
        return step
    }

    /// Copies at most `limit` bytes.
    mutating func copy(limit: Int, into output: inout [UInt8], at offset: Int) -> Int {
        let length = min(limit, available, output.count - offset)
        output.replaceSubrange(offset..<offset + length, with: buffer[position..<position + length])
        skip(length)
        return length
    }

    /// Takes bytes that are there.
    mutating func skip(_ length: Int) {
        position += length
        offset += UInt64(length)
    }
}
