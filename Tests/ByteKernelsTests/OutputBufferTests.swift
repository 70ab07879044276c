import ByteKernels
import Testing

@Suite struct OutputBufferTests {
    @Test func keepsWhatWasAppendedWhenItGrows() {
        var buffer = OutputBuffer()
        var expected: [UInt8] = []
        for number in 0..<2000 {
            let bytes = [UInt8](repeating: UInt8(number & 255), count: number % 7)
            buffer.append(bytes.span)
            buffer.append(10)
            expected += bytes + [10]
        }
        #expect(buffer.count == expected.count)
        #expect(buffer.bytes == expected)
        let (length, last) = (buffer.span.count, buffer.span[expected.count - 1])
        #expect(length == expected.count)
        #expect(last == 10)
    }

    @Test func canBeEmptiedAndCutShort() {
        var buffer = OutputBuffer(capacity: 2)
        buffer.append([1, 2, 3].span)
        buffer.truncate(to: 1)
        #expect(buffer.bytes == [1])
        buffer.removeAll()
        #expect(buffer.count == 0)
        buffer.append(9)
        buffer.removeAll(keepingCapacity: false)
        #expect(buffer.bytes == [])
    }
}
