import Testing

@testable import ByteKernels

@Suite struct ByteArenaTests {
    @Test func appendsReadsAndGivesBack() {
        var arena = ByteArena()
        for number in 0..<3000 {
            arena.append(UInt8(truncatingIfNeeded: number))
            arena.append([1, 2, 3].span)
        }
        arena.append([UInt8]().span)
        #expect(arena.count == 12_000)
        #expect(arena[4 * 77] == 77)
        var other = ByteArena()
        other.append(arena, from: 4, count: 8)
        let bytes = other.take()
        #expect(bytes == [1, 1, 2, 3, 2, 1, 2, 3])
        #expect(other.count == 0)
        other.resume(bytes)
        other.append(9)
        other.keep(from: 6, count: 3, at: 1)
        #expect(other.withBytes(from: 1, count: 3) { $0.count } == 3)
        #expect(other.take() == [1, 2, 3, 9])
    }

    @Test func forgetsBytesAndKeepsRoom() {
        var arena = ByteArena()
        arena.append([1, 2].span)
        arena.removeAll()
        arena.append(3)
        #expect(arena.take() == [3])
    }
}
