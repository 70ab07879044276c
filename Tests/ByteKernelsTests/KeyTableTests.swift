import ByteKernels
import Testing

/// `KeySet64`, `KeyMap64` and `KeySet128` against the collections of the standard library.
@Suite struct KeyTableTests {
    /// Keys of all kinds: few and many bits, multiples of powers of two, the extremes, and each often twice.
    private var keys: [UInt64] {
        var random = SeededGenerator(seed: 6)
        var keys: [UInt64] = [0, .max, 0, .max, 1, 1 << 63]
        for _ in 0..<20_000 {
            keys.append(random.next() >> UInt64.random(in: 0...63, using: &random))
            keys.append(UInt64.random(in: 0...5_000, using: &random) << 40)
        }
        return keys
    }

    @Test func keySet64KnowsWhatIsNew() {
        var set = KeySet64()
        var expected: Set<UInt64> = []
        var failures = 0
        for key in keys {
            if set.contains(key) != expected.contains(key) { failures += 1 }
            if set.insert(key) != expected.insert(key).inserted { failures += 1 }
            if !set.contains(key) || set.count != expected.count { failures += 1 }
        }
        #expect(failures == 0)
    }

    @Test func keyMap64KeepsTheFirstNumber() {
        var map = KeyMap64()
        var expected: [UInt64: UInt32] = [:]
        var failures = 0
        for (row, key) in keys.enumerated() {
            let row = UInt32(row)
            if map[key] != expected[key] { failures += 1 }
            if map.insert(key, row) != expected[key] { failures += 1 }
            if expected[key] == nil { expected[key] = row }
            if map[key] != expected[key] || map.count != expected.count { failures += 1 }
        }
        #expect(failures == 0)
        #expect(map.insert(0, .max) == 0)
    }

    @Test func setsHandOutTheirKeysOnce() {
        var short = KeySet64()
        var long = KeySet128()
        for key in 0..<100 as Range<UInt64> {
            _ = short.insert(key)
            _ = long.insert(key, key * 3)
        }
        var seen: [UInt64] = []
        short.forEach { seen.append($0) }
        #expect(seen.sorted() == Array(0..<100))
        seen = []
        long.forEach { high, low in
            #expect(low == high * 3)
            seen.append(high)
        }
        #expect(seen.sorted() == Array(0..<100))
    }

    @Test func keySet128ComparesBothWords() {
        struct Pair: Hashable { let high, low: UInt64 }
        var set = KeySet128()
        var expected: Set<Pair> = []
        var failures = 0
        let keys = keys
        for (index, key) in keys.enumerated() {
            for pair in [Pair(high: 0, low: key), Pair(high: key, low: 0), Pair(high: key, low: keys[index / 2])] {
                if set.contains(pair.high, pair.low) != expected.contains(pair) { failures += 1 }
                if set.insert(pair.high, pair.low) != expected.insert(pair).inserted { failures += 1 }
                if !set.contains(pair.high, pair.low) || set.count != expected.count { failures += 1 }
            }
        }
        #expect(failures == 0)
    }

    @Test(arguments: [true, false])
    func forgetsAllKeys(keepingCapacity: Bool) {
        var set = KeySet64(minimumCapacity: 1_000)
        var map = KeyMap64(minimumCapacity: 1_000)
        var wide = KeySet128(minimumCapacity: 1_000)
        for key: UInt64 in 0..<100 {
            #expect(set.insert(key) && map.insert(key, 7) == nil && wide.insert(key, 0))
        }
        let sizes = [set.byteCount, map.byteCount, wide.byteCount]
        set.removeAll(keepingCapacity: keepingCapacity)
        map.removeAll(keepingCapacity: keepingCapacity)
        wide.removeAll(keepingCapacity: keepingCapacity)
        #expect((sizes == [set.byteCount, map.byteCount, wide.byteCount]) == keepingCapacity)
        for key: UInt64 in 0..<100 {
            #expect(!set.contains(key) && map[key] == nil && !wide.contains(key, 0))
        }
        #expect(set.count == 0 && map.count == 0 && wide.count == 0)
    }

    @Test func roomAskedForIsEnough() {
        var set = KeySet64(minimumCapacity: 1_000)
        let size = set.byteCount
        for key: UInt64 in 1...1_000 { _ = set.insert(key) }
        #expect(set.byteCount == size)
        #expect(KeySet64(minimumCapacity: -5).byteCount < 1_000)
    }
}
