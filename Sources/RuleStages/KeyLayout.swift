/// Where each part of a key stands in one or two words of 64 bits.
struct KeyLayout {
    /// The bits of one part.
    struct Field {
        /// 0 or 1.
        var word: Int
        var shift: UInt64
        /// At most 64.
        var width: Int

        /// Whether a value has no more bits than there are.
        func fits(_ bits: Int) -> Bool { bits <= width }

        /// Takes the part out of its word.
        func value(in word: UInt64) -> UInt64 {
            word >> shift & (width == 64 ? .max : (1 << UInt64(width)) &- 1)
        }
    }

    let fields: [Field]
    let wordCount: Int

    /// Lays parts of the given widths into one word, else into two; nil when they do not fit.
    ///
    /// The bits that are left over are shared out, so that parts can grow for a while.
    init?(widths: [Int]) {
        for wordCount in 1...2 {
            guard let words = Self.words(for: widths, count: wordCount) else { continue }
            var fields: [Field?] = Array(repeating: nil, count: widths.count)
            for (word, parts) in words.enumerated() {
                var spare = 64 - parts.reduce(0) { $0 + widths[$1] }
                var shift = 0
                for (index, part) in parts.enumerated() {
                    let extra = spare / (parts.count - index)
                    spare -= extra
                    let width = widths[part] + extra
                    fields[part] = Field(word: word, shift: UInt64(shift), width: width)
                    shift += width
                }
            }
            self.fields = fields.compactMap(\.self)
            self.wordCount = wordCount
            return
        }
        return nil
    }

    /// The parts of each word, the widest parts placed first; nil when some part finds no room.
    private static func words(for widths: [Int], count: Int) -> [[Int]]? {
        var words: [[Int]] = Array(repeating: [], count: count)
        var room = Array(repeating: 64, count: count)
        for part in widths.indices.sorted(by: { (widths[$1], $0) < (widths[$0], $1) }) {
            guard let word = room.firstIndex(where: { $0 >= widths[part] }) else { return nil }
            room[word] -= widths[part]
            words[word].append(part)
        }
        return words
    }
}
