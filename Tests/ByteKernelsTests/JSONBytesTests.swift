import ByteKernels
import Testing

@Suite struct JSONBytesTests {
    @Test func aPlainRunEndsAtWhatAStringCannotHoldRaw() {
        for length in 0..<70 {
            for stop: UInt8 in [0x22, 0x5C, 0x00, 0x1F, 0x80, 0xFF] {
                var bytes = [UInt8](repeating: 0x7F, count: length) + [stop]
                #expect(JSONBytes.plainRun(in: bytes.span, from: 0, to: bytes.count) == length)
                bytes += [UInt8](repeating: 0x20, count: 40)
                #expect(JSONBytes.plainRun(in: bytes.span, from: length / 2, to: bytes.count) == length - length / 2)
                #expect(JSONBytes.plainRun(in: bytes.span, from: 0, to: length / 2) == length / 2)
            }
        }
    }

    @Test func whatTwoTextsHaveInCommonEndsAtTheFirstByteThatDiffers() {
        let bytes = (0..<70).map { UInt8($0) }
        for length in 0..<60 {
            for count in length..<60 {
                var other = [9] + bytes
                #expect(JSONBytes.common(bytes.span, at: 3, other.span, at: 4, count: count) == count)
                other[4 + length] ^= 1
                let common = JSONBytes.common(bytes.span, at: 3, other.span, at: 4, count: count)
                #expect(common == length)
            }
        }
    }

    private func isSame(_ one: [UInt8], _ other: [UInt8], _ count: Int) -> Bool {
        JSONBytes.same(one.span, at: 3, other.span, at: 1, count: count)
    }

    @Test func bytesAreComparedAndCopiedAtEveryLength() {
        let bytes = (0..<60).map { UInt8($0) }
        for count in 0...40 {
            for room in [0, 1, 20] {
                let other = [9] + bytes[3..<3 + count] + [UInt8](repeating: 1, count: room)
                #expect(isSame(bytes, other, count))
                if count > 0 {
                    var changed = other
                    changed[count] ^= 0x80
                    #expect(!isSame(bytes, changed, count))
                }
                #expect(!isSame(bytes, other, count + room + 1))
                var target = [UInt8](repeating: 7, count: 2 + count + room)
                var span = target.mutableSpan
                JSONBytes.copy(bytes.span, at: 3, count: count, into: &span, at: 2)
                #expect(target[..<2] == [7, 7])
                #expect(Array(target[2..<2 + count]) == Array(bytes[3..<3 + count]))
            }
        }
    }

    @Test func bytesAreFoundAndCounted() {
        let bytes = (0..<300).map { UInt8($0 % 7) }
        for start in stride(from: 0, to: 300, by: 13) {
            for end in stride(from: start, through: 300, by: 17) {
                let range = bytes[start..<end]
                #expect(JSONBytes.count(of: 3, in: bytes.span, from: start, to: end) == range.count { $0 == 3 })
                #expect(JSONBytes.first(3, in: bytes.span, from: start, to: end) == range.firstIndex(of: 3) ?? end)
            }
        }
        #expect(
            JSONBytes.hash(bytes.span, from: 0, count: 7, salt: 1)
                == JSONBytes.hash(bytes.span, from: 7, count: 7, salt: 1)
        )
        #expect(
            JSONBytes.hash(bytes.span, from: 0, count: 7, salt: 1)
                != JSONBytes.hash(bytes.span, from: 0, count: 7, salt: 2)
        )
    }

    @Test func bracketsOfBothKindsAreMarked() {
        var bytes = [UInt8](repeating: 0x20, count: 80)
        for (place, byte) in zip([3, 4, 5, 6, 7, 66], Array("{[]}\"\\".utf8)) { bytes[place] = byte }
        let masks = BracketMasks(in: bytes.span, at: 3)
        #expect(masks.opens == 0b11)
        #expect(masks.closes == 0b1100)
        #expect(masks.quotes == 0b10000)
        #expect(masks.backslashes == 1 << 63)
    }
}
