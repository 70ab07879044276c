import ByteKernels
import StageKit

/// The keys of a run so far: packed into one word where they fit, into two where they fit those, else as bytes.
///
/// Parts need more bits as a run goes on; then all keys are packed anew. That happens at most once for each bit.
struct KeyStore {
    private let partCount: Int
    /// The bits that the values of each part have needed so far.
    private var needed: [Int]
    /// Nil when keys are held as bytes.
    private var layout: KeyLayout?
    private var short = KeySet64()
    private var long = KeySet128()
    private var bytes = ByteDictionary()
    private var words: [[UInt64]] = [[], []]

    init(partCount: Int) {
        self.partCount = partCount
        needed = Array(repeating: 1, count: partCount)
        layout = KeyLayout(widths: needed)
    }

    /// What the keys take in memory.
    var byteCount: Int { short.byteCount + long.byteCount + bytes.byteCount }

    /// Adds the keys of some rows, part by part: `values[part][place]`, with no more bits than `bits[part]`.
    /// - Parameter rows: the row of each place.
    /// - Parameter fates: by row; only rows that are kept take part.
    /// - Returns: the rows whose key was there already.
    mutating func insert(
        _ parts: [[UInt64]],
        bits: [Int],
        rows: [UInt32],
        fates: [UInt8]
    ) throws(ByteDictionaryFull) -> [Int] {
        try makeRoom(for: bits)
        var known: [Int] = []
        guard let layout else {
            for (place, row) in rows.enumerated() where fates[Int(row)] == RecordBatch.Fate.kept {
                if try !insertBytes(parts.map { $0[place] }) { known.append(Int(row)) }
            }
            return known
        }
        pack(parts, layout: layout, count: rows.count)
        let (lows, highs) = (words[0], words[1])
        if layout.wordCount == 1 {
            for (place, row) in rows.enumerated() where fates[Int(row)] == RecordBatch.Fate.kept {
                if !short.insert(lows[place]) { known.append(Int(row)) }
            }
        } else {
            for (place, row) in rows.enumerated() where fates[Int(row)] == RecordBatch.Fate.kept {
                if !long.insert(highs[place], lows[place]) { known.append(Int(row)) }
            }
        }
        return known
    }

    private mutating func pack(_ parts: [[UInt64]], layout: KeyLayout, count: Int) {
        for word in 0..<layout.wordCount {
            var packed = words[word]
            words[word] = []
            packed.removeAll(keepingCapacity: true)
            packed.append(contentsOf: repeatElement(0, count: count))
            for part in parts.indices where layout.fields[part].word == word {
                let shift = layout.fields[part].shift
                let values = parts[part]
                for place in 0..<count { packed[place] |= values[place] &<< shift }
            }
            words[word] = packed
        }
    }

    /// True if the key is new.
    private mutating func insertBytes(_ key: [UInt64]) throws(ByteDictionaryFull) -> Bool {
        var text: [UInt8] = []
        for value in key {
            for shift in stride(from: 0, to: 64, by: 8) {
                text.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
            }
        }
        let before = bytes.count
        _ = try bytes.intern(text.span, from: 0, to: text.count)
        return bytes.count > before
    }

    /// Packs all keys anew when a part has outgrown its bits.
    private mutating func makeRoom(for bits: [Int]) throws(ByteDictionaryFull) {
        for part in needed.indices { needed[part] = max(needed[part], bits[part]) }
        guard let old = layout, !zip(old.fields, needed).allSatisfy({ $0.fits($1) }) else { return }
        let new = KeyLayout(widths: needed)
        var keys = KeyStore(partCount: partCount, needed: needed, layout: new)
        if new == nil {
            var full: ByteDictionaryFull?
            forEach(in: old) { key in
                do throws(ByteDictionaryFull) { _ = try keys.insertBytes(key) } catch { full = error }
            }
            if let full { throw full }
        } else if let new {
            forEach(in: old) { keys.insertPacked($0, layout: new) }
        }
        keys.words = words
        self = keys
    }

    private init(partCount: Int, needed: [Int], layout: KeyLayout?) {
        self.partCount = partCount
        self.needed = needed
        self.layout = layout
    }

    private mutating func insertPacked(_ key: [UInt64], layout: KeyLayout) {
        var (low, high): (UInt64, UInt64) = (0, 0)
        for (field, value) in zip(layout.fields, key) {
            if field.word == 0 { low |= value &<< field.shift } else { high |= value &<< field.shift }
        }
        _ = layout.wordCount == 1 ? short.insert(low) : long.insert(high, low)
    }

    /// Hands out all keys, taken apart.
    private func forEach(in layout: KeyLayout, _ body: ([UInt64]) -> Void) {
        short.forEach { word in body(layout.fields.map { $0.value(in: word) }) }
        long.forEach { high, low in body(layout.fields.map { $0.value(in: $0.word == 0 ? low : high) }) }
    }
}
