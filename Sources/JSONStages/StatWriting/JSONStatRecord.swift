import ByteKernels

/// The numbers between the halves of `write.json_stat`.
enum JSONStatRecord {
    /// The length of a field without a value.
    static let none = UInt64.max

    static func append(_ number: UInt64, to buffer: inout OutputBuffer) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            buffer.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    static func number(_ bytes: Span<UInt8>, _ position: inout Int) -> UInt64 {
        var number: UInt64 = 0
        for place in 0..<8 { number |= UInt64(bytes[position + place]) << UInt64(place * 8) }
        position += 8
        return number
    }
}
