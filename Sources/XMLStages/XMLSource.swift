import ByteKernels
import StageKit
import XMLParsing

/// The ordered half of `read.xml`: reads the tags around records, and finds by their tags alone where the elements
/// between them begin and end, which workers then read.
///
/// It reads itself what cannot be given away: records of more bytes than a block should have, elements whose values
/// later records ask for, documents with a DOCTYPE or in UTF-16, and all there is behind a mistake in the tags.
final class XMLSource: RecordSource {
    /// What readers of cells may read beyond them.
    private static let padding = max(64, MarkupScanner.padding)

    /// A beginning that is longer is of an encoding that is known.
    private static let longestHead = 2048
    /// Elements of more blocks are not waited for.
    private static let blocksOfElement = 4
    /// What is less than such a part of a block is read at once.
    private static let partsOfBlock = 16

    private let parser: XMLRecordParser
    private let reading: XMLReading
    /// Bytes as delivered; those from `start` to `end` are still to be read.
    private var block: [UInt8] = []
    private var start = 0
    private var end = 0
    private var isAtEnd = false
    private var isFinished = false
    private var phase = Phase.head
    private var rows: XMLRows
    /// What is wrong behind the rows that were found last.
    private var fault: DeliveryFault?

    private enum Phase {
        /// The encoding is not known.
        case head
        /// The root element has not begun.
        case prolog
        case content
        /// No more is given away.
        case alone
    }

    var counts: [String: Int] { rows.leniencies }

    init(_ reading: XMLReading) {
        self.reading = reading
        parser = XMLRecordParser(reading.plan)
        rows = XMLRows(columns: reading.deliveredNames.count)
    }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        rows.removeAll()
        let size = max(1, batch.targetBytes)
        blocks: while fault == nil, !isFinished {
            if start == end, rows.count > 0 { break }
            if start == end, !isAtEnd { try refill(size, from: input) }
            switch phase {
            case .head: try findDivision(size, from: input)
            case .prolog: try readProlog(size, from: input)
            case .alone: feed(to: end)
            case .content:
                let junction = parser.junction
                let scanner = MarkupScanner(stoppingAt: junction?.sharedChildren ?? [])
                let scan = scanner.scan(block.span, from: start, to: end)
                guard let junction, isWorthwhile(scan, size) else {
                    try read(scan, isJunction: junction != nil, size, from: input)
                    continue
                }
                // The rows that were read here stand before.
                if rows.count > 0 { break blocks }
                hand(to: scan.end, at: junction, batch)
                return true
            }
            if rows.count > 0, phase == .alone || start == end { break }
        }
        return try deliver(to: batch)
    }

    private func deliver(to batch: RecordBatch) throws -> Bool {
        if rows.count == 0 {
            if let fault { throw fault }
            return false
        }
        rows.layOut(into: batch, names: reading.deliveredNames, repeatedValue: reading.repeatedValue)
        return true
    }

    // MARK: Before the first element

    private func findDivision(_ size: Int, from input: any ByteInput) throws {
        let head = Array(block[start..<min(end, start + Self.longestHead)])
        switch parser.divide(documentBeginning: head, isLast: isAtEnd) {
        case .undecided: try refill(size, from: input)
        case .none: phase = .alone
        case .byTags(let markBytes):
            phase = .prolog
            start += markBytes
        }
    }

    private func readProlog(_ size: Int, from input: any ByteInput) throws {
        switch MarkupScanner(stopsAtEveryChild: true).scan(block.span, from: start, to: end).stop {
        case .outOfBytes:
            if isAtEnd || end - start > Self.blocksOfElement * size {
                phase = .alone
            } else {
                try refill(size, from: input)
            }
        case .child(let tagEnd):
            phase = .content
            feedTag(to: tagEnd)
        case .parentEnd, .declaration: phase = .alone
        }
    }

    // MARK: Content of an element

    /// Whether what was found is enough for a worker.
    private func isWorthwhile(_ scan: MarkupScanner.Scan, _ size: Int) -> Bool {
        let found = scan.end - start
        if found == 0 { return false }
        if found >= max(1, size / Self.partsOfBlock) { return true }
        if case .outOfBytes = scan.stop { return isAtEnd || end - start >= size }
        return false
    }

    /// Reads what is not given away.
    private func read(
        _ scan: MarkupScanner.Scan,
        isJunction: Bool,
        _ size: Int,
        from input: any ByteInput
    ) throws {
        switch scan.stop {
        case .parentEnd(let tagEnd), .child(let tagEnd): feedTag(to: tagEnd)
        case .declaration: phase = .alone
        case .outOfBytes(let tagEnd):
            if scan.end > start, !isJunction {
                feedTag(to: scan.end)
            } else if isAtEnd {
                phase = .alone
            } else if end - start <= Self.blocksOfElement * size {
                try refill(size, from: input)
            } else if let tagEnd {
                // An element too large to be given away; its children may be.
                feedTag(to: tagEnd)
            } else if JSONBytes.first(UInt8(ascii: "<"), in: block.span, from: scan.end, to: end) == end {
                // A long text: what follows is content still.
                feed(to: end)
            } else {
                phase = .alone
            }
        }
    }

    /// Reads up to a place between markups.
    private func feedTag(to place: Int) {
        feed(to: place)
        // The parser has the last word on where markups end.
        if parser.depth == 0 || !parser.isBetweenMarkups { phase = .alone }
    }

    private func feed(to place: Int) {
        let isLast = isAtEnd && place == end && phase == .alone
        do throws(XMLFault) {
            try parser.feed(block.span.extracting(start..<place), isLast: isLast, into: &rows)
            isFinished = isLast
        } catch {
            fault = error.deliveryFault(reading.plan.layout.limits)
        }
        start = place
    }

    /// Gives the bytes up to a place between markups away.
    private func hand(to place: Int, at junction: XMLJunction, _ batch: RecordBatch) {
        let (line, byteOffset) = parser.place
        let lineEnds = JSONBytes.count(of: UInt8(ascii: "\n"), in: block.span, from: start, to: place)
        parser.skip(bytes: place - start, lineEnds: lineEnds)
        let left = end - place
        var range = start..<place
        if left <= range.count {
            swap(&block, &batch.block)
            Self.give(&block, atLeast: left + Self.padding)
            Self.copy(batch.block, place, count: left, to: &block)
            start = 0
            end = left
        } else {
            // Little is given: that is copied, and not the rest.
            Self.give(&batch.block, atLeast: range.count + Self.padding)
            Self.copy(block, start, count: range.count, to: &batch.block)
            start = place
            range = 0..<range.count
        }
        batch.blockCount = range.upperBound
        batch.context = XMLPart(junction: junction, range: range, line: line, byteOffset: byteOffset)
    }

    // MARK: Bytes

    /// Puts the bytes that are still to be read first, and as many behind them as there is room for, so that batches do
    /// not depend on how the bytes arrive.
    private func refill(_ size: Int, from input: any ByteInput) throws {
        let left = end - start
        var room = size
        while room <= left { room *= 2 }
        if left == 0, block.capacity > 4 * (size + Self.padding) { block = [] }
        if start > 0, left > 0 {
            for place in 0..<left { block[place] = block[start + place] }
        }
        start = 0
        end = left
        block.reserveCapacity(room + Self.padding)
        Self.give(&block, atLeast: room)
        block.removeLast(block.count - room)
        while end < room, !isAtEnd {
            let count = try input.read(into: &block, at: end)
            if count == 0 { isAtEnd = true }
            end += count
        }
        Self.give(&block, atLeast: end + Self.padding)
    }

    private static func give(_ block: inout [UInt8], atLeast count: Int) {
        if block.count < count { block.append(contentsOf: repeatElement(0, count: count - block.count)) }
    }

    private static func copy(_ source: [UInt8], _ start: Int, count: Int, to target: inout [UInt8]) {
        var span = target.mutableSpan
        JSONBytes.copy(source.span, at: start, count: count, into: &span, at: 0)
    }
}
