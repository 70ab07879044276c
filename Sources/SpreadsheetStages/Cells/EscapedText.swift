/// Texts in which `_x000D_` stands for a sign that XML cannot hold, and `_x005F_` for the `_` of such a text.
enum EscapedText {
    /// Replaces the escapes in the bytes from `start` on; those that stand for no sign stay as they are.
    static func decode(_ bytes: inout [UInt8], from start: Int) {
        guard let first = firstEscape(bytes, from: start) else { return }
        var result: [UInt8] = []
        var place = first
        while place < bytes.count {
            if let unit = unit(bytes, at: place) {
                var scalar = Unicode.Scalar(unit)
                var length = 7
                // Signs beyond 16 bits are written as two halves.
                if unit >> 10 == 0x36, let low = self.unit(bytes, at: place + 7), low >> 10 == 0x37 {
                    scalar = Unicode.Scalar(0x10000 + ((unit & 0x3FF) << 10 | low & 0x3FF))
                    length = 14
                }
                if let scalar, scalar.value > 0 {
                    result += Array(String(Character(scalar)).utf8)
                    place += length
                    continue
                }
            }
            result.append(bytes[place])
            place += 1
        }
        bytes.replaceSubrange(first..., with: result)
    }

    /// Whether there may be one: it begins with `_x`.
    static func mayStand(in bytes: Span<UInt8>) -> Bool {
        var place = 0
        while place &+ 7 <= bytes.count {
            if bytes[place] == UInt8(ascii: "_"), bytes[place &+ 1] == UInt8(ascii: "x") { return true }
            place &+= 1
        }
        return false
    }

    private static func firstEscape(_ bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        while place + 7 <= bytes.count {
            if bytes[place] == UInt8(ascii: "_"), unit(bytes, at: place) != nil { return place }
            place += 1
        }
        return nil
    }

    private static func unit(_ bytes: [UInt8], at place: Int) -> UInt32? {
        guard place + 7 <= bytes.count, bytes[place] == UInt8(ascii: "_"), bytes[place + 1] == UInt8(ascii: "x"),
            bytes[place + 6] == UInt8(ascii: "_")
        else { return nil }
        var unit: UInt32 = 0
        for byte in bytes[place + 2..<place + 6] {
            switch byte {
            case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: unit = unit << 4 | UInt32((byte | 0x20) - 0x61 + 10)
            default: return nil
            }
        }
        return unit
    }
}
