import StageKit

/// A delivery that passes by once, held in memory to be looked at anywhere.
final class HeldBytes: RandomAccessBytes {
    private let bytes: [UInt8]

    /// Reads a stream to its end.
    init(_ input: any ByteInput, limit: Int) throws {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = try input.read(into: &buffer, at: 0)
            if count == 0 { break }
            guard count <= limit - bytes.count else { throw XLSXFault.held(limit) }
            bytes += buffer[..<count]
        }
        self.bytes = bytes
    }

    var byteCount: UInt64 { UInt64(bytes.count) }

    func look(at position: UInt64, count: Int) -> [UInt8] {
        let start = Int(clamping: min(position, byteCount))
        return Array(bytes[start..<start + min(count, bytes.count - start)])
    }
}
