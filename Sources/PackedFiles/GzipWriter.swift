/// Makes a gzip file of one member: the same content gives the same bytes, without time or name.
public final class GzipWriter {
    /// How much memory a file takes while it is written.
    public enum Memory: Sendable {
        /// About 270 kB.
        case usual
        /// About 40 kB, for outputs of many files; these are packed a little less.
        case small
    }

    private let deflater: Deflater
    private var checksum = Checksum()
    private var hasBegun = false

    /// No flags, no time, no extra flags, no system.
    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]

    /// A file without content so far.
    public init(memory: Memory = .usual) throws { deflater = try Deflater(memory) }

    /// Takes content.
    /// - Returns: the next bytes of the file; none when more content decides what they are.
    public func pack(_ bytes: Span<UInt8>) throws -> [UInt8] {
        var packed = begin()
        checksum.update(bytes)
        try deflater.deflate(bytes, to: &packed)
        return packed
    }

    /// Ends the file.
    /// - Returns: its last bytes.
    public func finish() throws -> [UInt8] {
        var packed = begin()
        try deflater.finish(to: &packed)
        append(checksum.value, to: &packed)
        append(UInt32(truncatingIfNeeded: checksum.count), to: &packed)
        return packed
    }

    private func begin() -> [UInt8] {
        defer { hasBegun = true }
        return hasBegun ? [] : Self.header
    }

    private func append(_ number: UInt32, to bytes: inout [UInt8]) {
        for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}
