import StageKit

/// A file that can be looked at anywhere, read from one place on.
final class BytesInOrder: ByteInput {
    let name: String
    private let bytes: any RandomAccessBytes
    private var position: UInt64

    init(_ bytes: any RandomAccessBytes, from position: UInt64, name: String) {
        self.bytes = bytes
        self.position = position
        self.name = name
    }

    func read(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        let found = try bytes.look(at: position, count: buffer.count - offset)
        buffer.replaceSubrange(offset..<offset + found.count, with: found)
        position += UInt64(found.count)
        return found.count
    }
}
