import ByteKernels
import Testing

@Suite("Rows of bytes and cells")
struct ByteRowTests {
    @Test("holds the fields that were appended, of any length")
    func holdsFields() {
        var row = ByteRow()
        var expected: [UInt8] = []
        for length in 0..<80 {
            let field = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7 + length) }
            row.append(field.span)
            expected += field
        }
        let all = bytes(row)
        #expect(all == expected)
        row.cut(to: 100)
        let three: [UInt8] = [1, 2, 3]
        row.append(three.span)
        let cut = bytes(row)
        #expect(cut == expected.prefix(100) + [1, 2, 3])
    }

    @Test("gives runs of its bytes to another row and to an arena, which ends each with a byte")
    func givesRuns() {
        var row = ByteRow()
        let numbers = (0..<250).map { UInt8($0) }
        row.append(numbers.span)
        for length in 0..<60 {
            let copied = copy(row, 3, length)
            #expect(copied == (3..<3 + length).map { UInt8($0) })
            for room in [0, 1000, 1023, 1024] {
                let ended = copyEnded(row, 250 - length, length, behind: room)
                #expect(
                    ended == [UInt8](repeating: 9, count: room) + (250 - length..<250).map { UInt8($0) } + [255, 7]
                )
            }
        }
    }

    @Test("keeps its cells when more are added")
    func keepsCells() {
        var cells = Cells(repeating: UInt32(5), count: 3)
        cells[1] = 6
        cells.append(repeating: 8, count: 2)
        cells[4] = 9
        var array: [UInt32] = [1]
        cells.append(to: &array)
        let count = cells.count
        #expect(array == [1, 5, 6, 5, 8, 9])
        #expect(count == 5)
    }

    private func copy(_ row: borrowing ByteRow, _ start: Int, _ length: Int) -> [UInt8] {
        var other = ByteRow()
        other.append(row, from: start, count: length)
        return bytes(other)
    }

    private func copyEnded(_ row: borrowing ByteRow, _ start: Int, _ length: Int, behind count: Int) -> [UInt8] {
        var arena = ByteArena()
        let before = [UInt8](repeating: 9, count: count)
        arena.append(before.span)
        arena.append(row, from: start, count: length, then: 255)
        arena.append(7)
        return arena.take()
    }

    private func bytes(_ row: borrowing ByteRow) -> [UInt8] { (0..<row.count).map { row[$0] } }
}
