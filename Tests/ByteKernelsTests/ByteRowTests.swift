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
        #expect(bytes(row) == expected)
        row.cut(to: 100)
        row.append([1, 2, 3].span)
        #expect(bytes(row) == expected.prefix(100) + [1, 2, 3])
    }

    @Test("gives runs of its bytes to another row and to an arena, which ends each with a byte")
    func givesRuns() {
        var row = ByteRow()
        row.append((0..<250).map { UInt8($0) }.span)
        for length in 0..<60 {
            for room in [0, 1000, 1023, 1024] {
                var other = ByteRow()
                other.append(row, from: 3, count: length)
                #expect(bytes(other) == (3..<3 + length).map { UInt8($0) })
                var arena = ByteArena()
                arena.append([UInt8](repeating: 9, count: room).span)
                arena.append(row, from: 250 - length, count: length, then: 255)
                arena.append(7)
                #expect(arena.count == room + length + 2)
                #expect(arena.take().suffix(length + 2) == (250 - length..<250).map { UInt8($0) } + [255, 7])
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
        #expect(array == [1, 5, 6, 5, 8, 9])
        #expect(cells.count == 5)
    }

    private func bytes(_ row: borrowing ByteRow) -> [UInt8] { (0..<row.count).map { row[$0] } }
}
