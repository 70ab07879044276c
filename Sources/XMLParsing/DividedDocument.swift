import ByteKernels

/// The ordered half of reading one document with several parsers: reads the tags around, and finds by their tags alone
/// where the elements between them begin and end, which other parsers then read.
///
/// It reads itself what cannot be given away: elements of more bytes than a block should have, those that later ones
/// depend on, documents with a DOCTYPE or in UTF-16, and all there is behind a mistake in the tags.
package final class DividedDocument {
    /// A beginning that is longer is of an encoding that is known.
    private static let longestHead = 2048
    /// Elements of more blocks are not waited for.
    private static let blocksOfElement = 4
    /// What is less than such a part of a block is read at once.
    private static let partsOfBlock = 16

    /// The records that were read here.
    package var rows: XMLRows
    /// What is wrong behind what was read last.
    package private(set) var fault: XMLFault?

    private let parser: XMLRecordParser
    /// For documents that are read element by element.
    private let handler: (any XMLDividedHandler)?
    private var waiting = WaitingBytes()
    private var isFinished = false
    private var phase = Phase.head

    private enum Phase {
        /// The encoding is not known.
        case head
        /// The root element has not begun.
        case prolog
        case content
        /// No more is given away.
        case alone
    }

    /// A document of records.
    package init(_ plan: XMLPlan) {
        parser = XMLRecordParser(plan)
        rows = XMLRows(columns: plan.layout.fields.count)
        handler = nil
    }

    /// A document that a handler is told of, as by an `XMLElementParser`.
    package init(_ handler: any XMLDividedHandler, limits: XMLLimits, elements: [String]) {
        parser = XMLRecordParser(XMLPlan(mentioning: elements, limits: limits), handler)
        rows = XMLRows(columns: 0)
        self.handler = handler
    }

    /// Reads on until there is a part to give away, or something was found that must be delivered first, or the
    /// document ends.
    ///
    /// - Parameters:
    ///   - size: about how many bytes a part should have.
    ///   - target: takes the bytes of the part, with padding behind them; its memory is used for the next ones.
    package func next(_ size: Int, into target: inout [UInt8], read: WaitingBytes.Input) throws -> XMLPart? {
        while fault == nil, !isFinished {
            if start == end, hasFound { break }
            if start == end, !waiting.isAtEnd { try waiting.refill(size, read) }
            switch phase {
            case .head: try findDivision(size, read)
            case .prolog: try readProlog(size, read)
            case .alone: feed(to: end)
            case .content:
                let junction = junction
                let scanner = MarkupScanner(stoppingAt: junction.map { orderedChildren(at: $0) } ?? [])
                let scan = scanner.scan(waiting.bytes.span, from: start, to: end)
                guard let junction, isWorthwhile(scan, size) else {
                    try readHere(scan, isJunction: junction != nil, size, read)
                    continue
                }
                // What was found here stands before.
                if hasFound { return nil }
                if let handler, !handler.mayGiveAway(waiting.bytes.span.extracting(start..<scan.end)) {
                    feedTag(to: scan.end)
                } else {
                    return hand(to: scan.end, at: junction, into: &target)
                }
            }
            if hasFound, phase == .alone || start == end { break }
        }
        return nil
    }

    private var start: Int { waiting.start }
    private var end: Int { waiting.end }
    private var hasFound: Bool { handler?.hasFound ?? (rows.count > 0) }

    private var junction: XMLJunction? {
        if let handler, handler.orderedChildren == nil { return nil }
        return parser.junction
    }

    private func orderedChildren(at junction: XMLJunction) -> [[UInt8]] {
        handler?.orderedChildren ?? junction.sharedChildren
    }

    // MARK: Before the first element

    private func findDivision(_ size: Int, _ read: WaitingBytes.Input) throws {
        let head = Array(waiting.bytes[start..<min(end, start + Self.longestHead)])
        let depth = handler?.greatestDepth ?? .max
        switch parser.divide(documentBeginning: head, isLast: waiting.isAtEnd, greatestDepth: depth) {
        case .undecided: try waiting.refill(size, read)
        case .none: goOnAlone()
        case .byTags(let markBytes):
            phase = .prolog
            waiting.drop(upTo: start + markBytes)
        }
    }

    private func readProlog(_ size: Int, _ read: WaitingBytes.Input) throws {
        switch MarkupScanner(stopsAtEveryChild: true).scan(waiting.bytes.span, from: start, to: end).stop {
        case .outOfBytes:
            if waiting.isAtEnd || end - start > Self.blocksOfElement * size {
                goOnAlone()
            } else {
                try waiting.refill(size, read)
            }
        case .child(let tagEnd):
            phase = .content
            feedTag(to: tagEnd)
        case .parentEnd, .declaration: goOnAlone()
        }
    }

    // MARK: Content of an element

    /// Whether what was found is enough for a worker.
    private func isWorthwhile(_ scan: MarkupScanner.Scan, _ size: Int) -> Bool {
        let found = scan.end - start
        if found == 0 { return false }
        if found >= max(1, size / Self.partsOfBlock) { return true }
        if case .outOfBytes = scan.stop { return waiting.isAtEnd || end - start >= size }
        return false
    }

    /// Reads what is not given away.
    private func readHere(
        _ scan: MarkupScanner.Scan,
        isJunction: Bool,
        _ size: Int,
        _ read: WaitingBytes.Input
    ) throws {
        switch scan.stop {
        case .parentEnd(let tagEnd), .child(let tagEnd): feedTag(to: tagEnd)
        case .declaration: goOnAlone()
        case .outOfBytes(let tagEnd):
            if scan.end > start, !isJunction {
                feedTag(to: scan.end)
            } else if waiting.isAtEnd {
                goOnAlone()
            } else if end - start <= Self.blocksOfElement * size {
                try waiting.refill(size, read)
            } else if let tagEnd {
                // An element too large to be given away; its children may be.
                feedTag(to: tagEnd)
            } else if JSONBytes.first(UInt8(ascii: "<"), in: waiting.bytes.span, from: scan.end, to: end) == end {
                // A long text: what follows is content still.
                feed(to: end)
            } else {
                goOnAlone()
            }
        }
    }

    private func goOnAlone() {
        phase = .alone
        parser.forgetAncestors()
    }

    /// Reads up to a place between markups.
    private func feedTag(to place: Int) {
        feed(to: place)
        // The parser has the last word on where markups end.
        if parser.depth == 0 || !parser.isBetweenMarkups { goOnAlone() }
    }

    private func feed(to place: Int) {
        let isLast = waiting.isAtEnd && place == end && phase == .alone
        do throws(XMLFault) {
            try parser.feed(waiting.bytes.span.extracting(start..<place), isLast: isLast, into: &rows)
        } catch {
            fault = error
        }
        isFinished = isLast || handler?.hasEnded == true
        waiting.drop(upTo: place)
    }

    /// Gives the bytes up to a place between markups away.
    private func hand(to place: Int, at junction: XMLJunction, into target: inout [UInt8]) -> XMLPart {
        let (line, byteOffset) = parser.place
        let lastTag = handler == nil ? nil : XMLStartTags.last(in: waiting.bytes.span.extracting(start..<place))
        // Lines are counted up to the last tag, and on from there.
        let tag = start + (lastTag ?? 0)
        let linesToTag = JSONBytes.count(of: UInt8(ascii: "\n"), in: waiting.bytes.span, from: start, to: tag)
        let linesBehind = JSONBytes.count(of: UInt8(ascii: "\n"), in: waiting.bytes.span, from: tag, to: place)
        let tagPlace = lastTag.map {
            (line: UInt32(clamping: Int(line) + linesToTag), byteOffset: byteOffset + UInt64($0))
        }
        parser.skip(bytes: place - start, lineEnds: linesToTag + linesBehind)
        let range = waiting.hand(upTo: place, to: &target)
        return XMLPart(junction: junction, range: range, line: line, byteOffset: byteOffset, lastTag: tagPlace)
    }
}
