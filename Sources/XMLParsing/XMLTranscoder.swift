/// Makes UTF-8 of the encodings that libxml2 is not given as they are.
struct XMLTranscoder {
    private let encoding: XMLEncoding
    /// Delivered bytes of a character that has not ended.
    private var held: [UInt8] = []
    private let upperHalf: [UInt32]

    init(_ encoding: XMLEncoding) {
        self.encoding = encoding
        var upperHalf = Array(UInt32(0x80)...0xFF)
        switch encoding {
        case .windows1252:
            // The five places without a character stay what Latin-1 has there, as browsers read them.
            upperHalf.replaceSubrange(
                0..<32,
                with: [
                    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
                    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
                ]
            )
        case .latin9:
            for (byte, character) in [
                (0xA4, 0x20AC), (0xA6, 0x0160), (0xA8, 0x0161), (0xB4, 0x017D),
                (0xB8, 0x017E), (0xBC, 0x0152), (0xBD, 0x0153), (0xBE, 0x0178),
            ] {
                upperHalf[byte - 0x80] = UInt32(character)
            }
        default: break
        }
        self.upperHalf = upperHalf
    }

    /// Appends the UTF-8 of these bytes; false when they cannot be decoded, after what comes before them.
    mutating func decode(_ bytes: Span<UInt8>, isLast: Bool, into utf8: inout [UInt8]) -> Bool {
        if encoding.unitBytes == 2 { return decodeUTF16(bytes, isLast: isLast, into: &utf8) }
        // Room for the longest, so that the loop writes by index: three bytes for each.
        var place = utf8.count
        utf8.append(contentsOf: repeatElement(0, count: bytes.count * 3))
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                utf8[place] = byte
                place &+= 1
                continue
            }
            let character = upperHalf[Int(byte) &- 0x80]
            if character < 0x800 {
                utf8[place] = UInt8(truncatingIfNeeded: character >> 6 | 0xC0)
                utf8[place &+ 1] = UInt8(truncatingIfNeeded: character & 0x3F | 0x80)
                place &+= 2
            } else {
                utf8[place] = UInt8(truncatingIfNeeded: character >> 12 | 0xE0)
                utf8[place &+ 1] = UInt8(truncatingIfNeeded: character >> 6 & 0x3F | 0x80)
                utf8[place &+ 2] = UInt8(truncatingIfNeeded: character & 0x3F | 0x80)
                place &+= 3
            }
        }
        utf8.removeLast(utf8.count - place)
        return true
    }

    private mutating func decodeUTF16(_ bytes: Span<UInt8>, isLast: Bool, into utf8: inout [UInt8]) -> Bool {
        for index in 0..<bytes.count {
            held.append(bytes[index])
            if held.count == 2 {
                let unit = unit(at: 0)
                if unit & 0xFC00 == 0xDC00 { return false }
                if unit & 0xFC00 == 0xD800 { continue }
                Self.append(unit, to: &utf8)
                held.removeAll(keepingCapacity: true)
            } else if held.count == 4 {
                let low = unit(at: 2)
                if low & 0xFC00 != 0xDC00 { return false }
                Self.append(0x10000 + (unit(at: 0) - 0xD800) << 10 + low - 0xDC00, to: &utf8)
                held.removeAll(keepingCapacity: true)
            }
        }
        return !isLast || held.isEmpty
    }

    private func unit(at place: Int) -> UInt32 {
        let first = UInt32(held[place])
        let second = UInt32(held[place + 1])
        return encoding == .utf16BigEndian ? first << 8 | second : second << 8 | first
    }

    private static func append(_ character: UInt32, to utf8: inout [UInt8]) {
        func byte(_ bits: UInt32, _ lead: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: bits | lead) }
        switch character {
        case ..<0x80: utf8.append(byte(character, 0))
        case ..<0x800:
            utf8.append(byte(character >> 6, 0xC0))
            utf8.append(byte(character & 0x3F, 0x80))
        case ..<0x10000:
            utf8.append(byte(character >> 12, 0xE0))
            utf8.append(byte(character >> 6 & 0x3F, 0x80))
            utf8.append(byte(character & 0x3F, 0x80))
        default:
            utf8.append(byte(character >> 18, 0xF0))
            utf8.append(byte(character >> 12 & 0x3F, 0x80))
            utf8.append(byte(character >> 6 & 0x3F, 0x80))
            utf8.append(byte(character & 0x3F, 0x80))
        }
    }
}
