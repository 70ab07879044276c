/// Small damages to a delivery, as broken programs and cut transfers make them.
package struct Mutation {
    private var random: SeededGenerator

    /// Signs that mean something in some format, and bytes that mean nothing in most.
    private static let signs: [[UInt8]] =
        [
            ",", ";", "\t", "|", "\"", "'", "\"\"", "\\", "\n", "\r", "\r\n", "\n\n", "{", "}", "[", "]", ":", "<", ">",
            "</", "/>", "&", "&amp;", "<!--", "]]>", "<![CDATA[", "=", " ", "-", "0", "e", "null", "true", "\\u00e6",
            "\\ud83d", "\u{85}", "\u{2028}", "æ", "\u{FEFF}", "#", "999999999999999999999", "sep=;\n",
        ].map { Array($0.utf8) } + [
            [0], [0, 0], [0x1A], [0x80], [0xC3], [0xFF], [0xFF, 0xFE], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90],
            [0x1F, 0x8B], [0x50, 0x4B, 3, 4],
        ]

    package init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// One to four damages; `other` is spliced in now and then.
    package mutating func damage(_ seed: [UInt8], with other: [UInt8]) -> [UInt8] {
        var bytes = seed
        for _ in 0...random.below(4) { bytes = damageOnce(bytes, other) }
        return bytes
    }

    private mutating func damageOnce(_ bytes: [UInt8], _ other: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let place = random.below(bytes.count + 1)
        switch random.below(14) {
        case 0: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
        case 1: if place < bytes.count { bytes[place] = UInt8(random.below(256)) }
        case 2: bytes.removeSubrange(slice(of: bytes, from: place))
        case 3, 4: bytes.insert(contentsOf: sign(), at: place)
        case 5: bytes.insert(contentsOf: bytes[slice(of: bytes, from: place)], at: random.below(bytes.count + 1))
        case 6: bytes.removeLast(bytes.count - place)
        case 7: bytes = Array(bytes[..<place]) + other[random.below(other.count + 1)...]
        case 8: bytes = exchange(sign(), for: sign(), in: bytes)
        case 9:
            // What really stands there is exchanged, since most signs do not.
            if place < bytes.count { bytes = exchange([bytes[place]], for: sign(), in: bytes) }
        case 10:
            let run = sign()
            for _ in 0..<random.below(70) { bytes.insert(contentsOf: run, at: min(place, bytes.count)) }
        case 11: bytes = exchange([10], for: random.below(2) == 0 ? [13] : [13, 10], in: bytes)
        case 12: if bytes.last == 10 || bytes.last == 13 { bytes.removeLast() } else { bytes.append(10) }
        default: bytes.replaceSubrange(slice(of: bytes, from: place), with: sign())
        }
        return bytes
    }

    private mutating func sign() -> [UInt8] { Self.signs[random.below(Self.signs.count)] }

    private mutating func slice(of bytes: [UInt8], from start: Int) -> Range<Int> {
        let length = random.below(random.below(4) == 0 ? 200 : 8)
        return start..<min(bytes.count, start + length)
    }

    /// Exchanges every occurrence, or every second.
    private mutating func exchange(_ old: [UInt8], for new: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        let every = 1 + random.below(2)
        var result: [UInt8] = []
        var place = 0
        var count = 0
        while place < bytes.count {
            if bytes[place...].starts(with: old) {
                count += 1
                result += count % every == 0 ? new : old
                place += old.count
            } else {
                result.append(bytes[place])
                place += 1
            }
            // Long runs of long signs would only cost time.
            if result.count > 20_000 { break }
        }
        return result
    }
}
