import CZlib

/// The CRC-32 of bytes as they pass by, and their number.
struct Checksum {
    private(set) var value: UInt32 = 0
    private(set) var count: UInt64 = 0

    mutating func update(_ bytes: Span<UInt8>) {
        let before = value
        value = unsafe bytes.withUnsafeBufferPointer { unsafe cz_crc32(before, $0.baseAddress, $0.count) }
        count &+= UInt64(bytes.count)
    }

    mutating func update(_ byte: UInt8) { update([byte].span) }
}
