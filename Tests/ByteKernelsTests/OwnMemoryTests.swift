import ByteKernels
import Testing

@Suite("Bytes and cells in memory of their own")
struct OwnMemoryTests {
    @Test("holds the fields that were appended, of any length")
    func holdsFields() {
        var buffer = OutputBuffer()
        var expected: [UInt8] = []
        for length in 0..<80 {
            let field = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7 + length) }
            buffer.append(field.span)
            expected += field
        }
        let all = bytes(buffer)
        #expect(all == expected)
        buffer.truncate(to: 100)
        let three: [UInt8] = [1, 2, 3]
        buffer.append(three.span)
        let cut = bytes(buffer)
        #expect(cut == expected.prefix(100) + [1, 2, 3])
    }

    @Test("gives runs of its bytes to another buffer and to an arena, which ends each with a byte")
    func givesRuns() {
        var buffer = OutputBuffer()
        let numbers = (0..<250).map { UInt8($0) }
        buffer.append(numbers.span)
        for length in 0..<60 {
            let copied = copy(buffer, 3, length)
            #expect(copied == (3..<3 + length).map { UInt8($0) })
            for room in [0, 1000, 1023, 1024] {
                let ended = copyEnded(buffer, 250 - length, length, behind: room)
                #expect(
                    ended == [UInt8](repeating: 9, count: room) + (250 - length..<250).map { UInt8($0) } + [255, 7]
                )
            }
        }
    }

    @Test("keeps its cells when more are added")
    func keepsCells() {
        var cells = Cells([UInt32(5), 5, 5])
        cells[1] = 6
        cells.append(repeating: 8, count: 2)
        cells[4] = 9
        var array: [UInt32] = [1]
        cells.append(to: &array)
        let count = cells.count
        #expect(array == [1, 5, 6, 5, 8, 9])
        #expect(count == 5)
    }

    private func copy(_ buffer: borrowing OutputBuffer, _ start: Int, _ length: Int) -> [UInt8] {
        var other = OutputBuffer()
        other.append(buffer, from: start, count: length)
        return bytes(other)
    }

    private func copyEnded(_ buffer: borrowing OutputBuffer, _ start: Int, _ length: Int, behind count: Int) -> [UInt8]
    {
        var arena = ByteArena()
        let before = [UInt8](repeating: 9, count: count)
        arena.append(before.span)
        arena.append(buffer, from: start, count: length, then: 255)
        arena.append(7)
        return arena.take()
    }

    private func bytes(_ buffer: borrowing OutputBuffer) -> [UInt8] { (0..<buffer.count).map { buffer[$0] } }
}
