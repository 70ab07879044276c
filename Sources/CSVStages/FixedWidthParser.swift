import ByteKernels
import StageKit

/// What a checked `read.fixed_width` knows of its lines.
struct FixedWidthLayout: Sendable {
    let places: [LinePlace]
    let trims: Bool
    let pads: Bool
    let shortLine: RuleHandle
    let encoding: RuleHandle
}

/// The free half of `read.fixed_width`: lays the cells of each line out with a byte between them.
final class FixedWidthParser: RecordParser {
    private(set) var counts: [String: Int] = [:]

    private let layout: FixedWidthLayout
    private let lastLetter: Int
    /// For each letter where a field begins or after which one ends, its byte in the line.
    private let letters: [Int]
    private var bytesOfLetters: [Int: Int] = [:]

    init(_ layout: FixedWidthLayout) {
        self.layout = layout
        lastLetter = layout.places.map(\.last).max() ?? 0
        letters = Set(layout.places.flatMap { [$0.first - 1, $0.last] }).sorted()
    }

    func parse(_ batch: RecordBatch) throws {
        let block = batch.block
        let text = block.span
        let isText = batch.encoding.firstInvalid(in: text.extracting(0..<batch.blockCount)) == nil
        let hasWideLetters = batch.encoding == .utf8 && !UTF8Check.isASCII(text.extracting(0..<batch.blockCount))
        var arena = batch.cellArena
        batch.cellArena = []
        var line: UInt32 = 0
        var start = 0
        var hasAbsent = false
        while start < batch.blockCount {
            let next = Self.endOfLine(text, from: start, count: batch.blockCount)
            var end = next > start && text[next - 1] == UInt8(ascii: "\n") ? next - 1 : next
            if end > start, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
            if end == start {
                counts["blank_rows", default: 0] += 1
            } else if !isText, batch.encoding.firstInvalid(in: text.extracting(start..<end)) != nil {
                batch.unsplit.append(
                    UnsplitRecord(row: batch.recordCount, line: line, bytes: start..<end, rule: layout.encoding)
                )
            } else {
                let isShort = hasWideLetters ? !findLetters(text, start..<end) : end - start < lastLetter
                if isShort, !layout.pads {
                    batch.unsplit.append(
                        UnsplitRecord(row: batch.recordCount, line: line, bytes: start..<end, rule: layout.shortLine)
                    )
                } else {
                    if isShort {
                        counts["padded_records", default: 0] += 1
                        hasAbsent = true
                    }
                    try lay(text, start..<end, hasWideLetters: hasWideLetters, into: &arena, of: batch)
                    batch.lines.append(line)
                    batch.recordStarts.append(UInt32(start))
                    batch.recordCount += 1
                }
            }
            line += 1
            start = next
        }
        batch.recordStarts.append(UInt32(batch.blockCount))
        arena.append(contentsOf: repeatElement(0, count: 64))
        batch.cellArena = arena
        batch.cellsAreInArena = true
        batch.beginRows()
        if hasAbsent { batch.settleAbsentCells() }
    }

    private static func endOfLine(_ text: Span<UInt8>, from start: Int, count: Int) -> Int {
        var place = start
        while place < count, text[place] != UInt8(ascii: "\n") { place += 1 }
        return min(place + 1, count)
    }

    /// Finds the bytes of the letters that matter; false if the line has too few.
    private func findLetters(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        bytesOfLetters.removeAll(keepingCapacity: true)
        var wanted = letters[...]
        var letter = 0
        var place = range.lowerBound
        while let next = wanted.first {
            if letter == next {
                bytesOfLetters[next] = place
                wanted.removeFirst()
                continue
            }
            guard place < range.upperBound else { return false }
            place += 1
            while place < range.upperBound, text[place] & 0xC0 == 0x80 { place += 1 }
            letter += 1
        }
        return true
    }

    /// Copies the cells of a line to the arena.
    private func lay(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        hasWideLetters: Bool,
        into arena: inout [UInt8],
        of batch: RecordBatch
    ) throws {
        for field in layout.places {
            var start = byte(field.first - 1, range, hasWideLetters)
            var end = byte(field.last, range, hasWideLetters)
            let isAbsent = start == range.upperBound
            if layout.trims {
                while start < end, text[start] == UInt8(ascii: " ") { start += 1 }
                while end > start, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
            }
            batch.table.append(try place(arena.count) | (isAbsent ? RecordTable.absent : 0))
            for index in start..<end { arena.append(text[index]) }
            arena.append(UInt8(ascii: "\n"))
        }
        batch.table.append(try place(arena.count))
    }

    /// Where a letter begins; the end of the line for one that it lacks.
    private func byte(_ letter: Int, _ range: Range<Int>, _ hasWideLetters: Bool) -> Int {
        hasWideLetters
            ? bytesOfLetters[letter] ?? range.upperBound : min(range.lowerBound + letter, range.upperBound)
    }

    private func place(_ offset: Int) throws -> UInt32 {
        guard offset < Int(RecordTable.startMask) else {
            throw DeliveryFault(
                "fixed_width.too_large",
                en: "the fields of a block take more than 512 MiB",
                da: "felterne i en blok fylder mere end 512 MiB",
                hint: "are there fields that overlap?"
            )
        }
        return UInt32(offset)
    }
}
