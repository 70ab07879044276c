import ByteKernels

/// The ordered half of a reader of lines: blocks that end where a line ends.
final class LineSource: RecordSource {
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    /// What readers of cells may read beyond them.
    private static let padding = 64

    private let maxLine: Int
    /// The beginning of the next block.
    private var rest: [UInt8] = []
    private var offset: UInt64 = 0
    private var line: UInt64 = 1
    private var isAtEnd = false

    init(maxLine: Int) { self.maxLine = maxLine }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        var block = batch.block
        batch.block = []
        defer { batch.block = block }
        var filled = rest.count
        block.removeAll(keepingCapacity: true)
        block += rest
        var end = 0
        while end == 0 {
            guard !isAtEnd else { return false }
            block += [UInt8](repeating: 0, count: max(1, batch.targetBytes))
            while filled < block.count, !isAtEnd {
                let count = try input.read(into: &block, at: filled)
                isAtEnd = count == 0
                filled += count
            }
            end = isAtEnd ? filled : Self.endOfLastLine(block, filled)
            if end == 0, filled > maxLine { throw tooLong() }
            if end == 0, isAtEnd { return false }
        }
        rest.removeAll(keepingCapacity: true)
        rest += block[end..<filled]
        block.removeLast(block.count - end)
        block += [UInt8](repeating: 0, count: Self.padding)
        batch.blockCount = end
        batch.blockOffset = offset
        batch.firstLine = line
        batch.encoding = .utf8
        // The mark of UTF-8 is no part of the first line.
        let start = offset == 0 && block.starts(with: Self.mark) ? Self.mark.count : 0
        batch.recordStarts = [UInt32(start)]
        offset += UInt64(end)
        for index in 0..<end where block[index] == UInt8(ascii: "\n") { line += 1 }
        return true
    }

    private static func endOfLastLine(_ block: [UInt8], _ filled: Int) -> Int {
        var end = filled
        while end > 0, block[end - 1] != UInt8(ascii: "\n") { end -= 1 }
        return end
    }

    private func tooLong() -> DeliveryFault { .longLine(limit: maxLine, line: line, byteOffset: offset) }
}

extension DeliveryFault {
    static func longLine(limit: Int, line: UInt64, byteOffset: UInt64) -> DeliveryFault {
        DeliveryFault(
            "line.long",
            en: "a line has more than \(limit) bytes, which is the limit of this reader (max_line)",
            da: "en linje har mere end \(limit) bytes, som er grænsen for denne læser (max_line)",
            line: line,
            byteOffset: byteOffset
        )
    }
}
