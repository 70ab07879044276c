import ByteKernels
import Testing

@Suite struct Hash64Tests {
    @Test func isTheSameInEveryRun() {
        let bytes = Array("Ærøskøbing, a string of more than sixteen bytes".utf8)
        #expect(hash64(bytes.span, from: 0, to: bytes.count) == 10_159_657_195_979_220_168)
        #expect(hash64(bytes.span, from: 0, to: 5) == 6_225_122_096_582_769_198)
    }

    @Test func dependsOnTheBytesAlone() {
        let bytes = Array("abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz".utf8)
        for count in 0...26 {
            let hash = hash64(bytes.span, from: 0, to: count)
            #expect(hash == hash64(bytes.span, from: 27, to: 27 + count))
            // With nothing behind them.
            let alone = Array(bytes[..<count])
            #expect(hash == hash64(alone.span, from: 0, to: count))
        }
    }

    @Test func everyByteAndTheLengthAndTheSeedCount() {
        for count in 0...70 {
            let plain = [UInt8](repeating: 0, count: count)
            var seen: Set<UInt64> = [hash64(plain.span, from: 0, to: count)]
            for at in 0..<count {
                for bit in 0..<8 {
                    var changed = plain
                    changed[at] ^= 1 << bit
                    seen.insert(hash64(changed.span, from: 0, to: count))
                }
            }
            seen.insert(hash64(plain.span, from: 0, to: count, seed: 1))
            seen.insert(hash64((plain + [0]).span, from: 0, to: count + 1))
            #expect(seen.count == count * 8 + 3)
        }
    }

    @Test func spreadsShortNumbersEvenly() {
        var low = [Int](repeating: 0, count: 256)
        var high = low
        for number in 0..<65_536 {
            let bytes = Array(String(number).utf8)
            let hash = hash64(bytes.span, from: 0, to: bytes.count)
            low[Int(hash & 255)] += 1
            high[Int(hash >> 56)] += 1
        }
        // 256 in each bucket on the average, with a standard deviation of 16.
        for count in low + high { #expect((170...342).contains(count)) }
    }
}
