import StageKit

/// A file in UTF-16 as one in UTF-8, so that everything behind it knows encodings of bytes alone.
final class UTF16Input: ByteInput {
    private let input: any ByteInput
    private var raw = [UInt8](repeating: 0, count: 1 << 16)
    private var rawCount = 0
    private var rawOffset: UInt64 = 0
    private var isBigEndian = false
    private var hasBegun = false
    private var isAtEnd = false
    private var line: UInt64 = 1
    private var ready: [UInt8] = []
    private var taken = 0

    init(_ input: any ByteInput) {
        self.input = input
    }

    var name: String { input.name }

    func read(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        while taken == ready.count, !isAtEnd { try recode() }
        let count = min(buffer.count - offset, ready.count - taken)
        for index in 0..<count { buffer[offset + index] = ready[taken + index] }
        taken += count
        return count
    }

    /// Recodes the next piece of the file, but for what may be half a character at its end.
    private func recode() throws {
        let count = try input.read(into: &raw, at: rawCount)
        isAtEnd = count == 0
        rawCount += count
        if !hasBegun, rawCount >= 2 || isAtEnd {
            hasBegun = true
            isBigEndian = rawCount >= 2 && raw[0] == 0xFE && raw[1] == 0xFF
            if rawCount >= 2, isBigEndian || (raw[0] == 0xFF && raw[1] == 0xFE) { drop(2) }
        }
        ready.removeAll(keepingCapacity: true)
        taken = 0
        var place = 0
        while place + 2 <= rawCount {
            let unit = unit(at: place)
            var scalar = UInt32(unit)
            var length = 2
            if unit & 0xFC00 == 0xD800 {
                guard place + 4 <= rawCount else {
                    if isAtEnd { throw fault(at: place) }
                    break
                }
                let low = self.unit(at: place + 2)
                guard low & 0xFC00 == 0xDC00 else { throw fault(at: place) }
                scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))
                length = 4
            }
            // Only a low surrogate without a high one is left that is no character.
            guard let character = Unicode.Scalar(scalar) else { throw fault(at: place) }
            if scalar < 0x80 {
                ready.append(UInt8(scalar))
            } else {
                ready.append(contentsOf: Array(String(character).utf8))
            }
            if scalar == 0x0A { line += 1 }
            place += length
        }
        if isAtEnd, place < rawCount { throw fault(at: place) }
        drop(place)
    }

    private func unit(at place: Int) -> UInt16 {
        isBigEndian
            ? UInt16(raw[place]) << 8 | UInt16(raw[place + 1])
            : UInt16(raw[place + 1]) << 8 | UInt16(raw[place])
    }

    private func drop(_ count: Int) {
        for index in count..<rawCount { raw[index - count] = raw[index] }
        rawCount -= count
        rawOffset += UInt64(count)
    }

    private func fault(at place: Int) -> DeliveryFault {
        CSVFault.encoding(line: line, byteOffset: rawOffset + UInt64(place))
    }
}
