import ByteKernels
import Testing

/// `KeySet64` and `KeySet128` against the sets of the standard library.
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
            if set.insert(key) != expected.insert(key).inserted { failures += 1 }
        }
        #expect(failures == 0)
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
                if set.insert(pair.high, pair.low) != expected.insert(pair).inserted { failures += 1 }
            }
        }
        #expect(failures == 0)
    }

    @Test func roomAskedForIsEnough() {
        var set = KeySet64(minimumCapacity: 1_000)
        let size = set.byteCount
        for key: UInt64 in 1...1_000 { _ = set.insert(key) }
        #expect(set.byteCount == size)
        #expect(KeySet64(minimumCapacity: -5).byteCount < 1_000)
    }
}
