import StageKit

/// Reads the numbers of a zip structure one after another.
struct ZipFields {
    private let bytes: [UInt8]
    /// Where the bytes stand in the archive.
    private let offset: UInt64
    private(set) var position = 0

    init(_ bytes: [UInt8], at offset: UInt64) {
        self.bytes = bytes
        self.offset = offset
    }

    /// The place in the archive of the next byte.
    var place: UInt64 { offset &+ UInt64(position) }
    var isAtEnd: Bool { position == bytes.count }

    /// A number of up to eight bytes, the lowest first.
    mutating func number(_ width: Int) throws(DeliveryFault) -> UInt64 {
        var number: UInt64 = 0
        for (index, byte) in try text(width).enumerated() { number |= UInt64(byte) << (8 * UInt64(index)) }
        return number
    }

    /// As many bytes as they are.
    mutating func text(_ count: Int) throws(DeliveryFault) -> [UInt8] {
        guard count <= bytes.count - position else { throw ZipFault.torn(at: place) }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    mutating func skip(_ count: Int) throws(DeliveryFault) { _ = try text(count) }

    /// Takes a number that must be there.
    mutating func expect(_ signature: UInt64) throws(DeliveryFault) {
        let start = place
        guard try number(4) == signature else { throw ZipFault.layout(at: start) }
    }
}
