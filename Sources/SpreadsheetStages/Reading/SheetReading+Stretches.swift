import ByteKernels
import StageKit
import XMLParsing

/// Giving rows away: their bytes are found by their tags, and nothing is read of them but the last row, which tells how
/// far they come.
///
/// Read here are rows that cannot be told apart from those before them: where the last one is no record, or does not say
/// its number while others do; where merged ranges are filled, many blank rows are kept, or one may be the footer. And
/// sheets in UTF-16, in which tags are not found by bytes.
extension SheetReading {
    /// Rows stand in `worksheet` and `sheetData`.
    static let openAroundRows = 2
    /// What is less than such a part of a block is read here.
    private static let partsOfBlock = 4
    /// Rows of more blocks are not waited for.
    private static let blocksOfRow = 4
    /// A worker's rows are in memory at once: the entries of their table, and what shared strings make of few bytes.
    private static let mostEntries = 1 << 20
    private static let mostTextBytes = 64 << 20
    /// No cell with a shared string takes less, and no row with a cell.
    private static let leastCell = 20
    private static let rowTag = Array("<row>".utf8)
    /// Less is not worth a worker.
    private static let leastStretch = 4 << 10

    /// Whether rows may be given away when a place between two of them is reached.
    var givesAway: Bool { !isAlone && handler.assembly.rows.areIndependent && handler.assembly.isInData }

    /// Whether such a place is reached.
    var isAtStretch: Bool {
        givesAway && block.start >= ownEnd && handler.assembly.isBetweenRows && parser.isBetweenMarkups
    }

    /// Behind the next end tag of a row, as it seems; the parser has the last word on it.
    func endOfRowTag(before end: Int) -> Int {
        let bytes = block.bytes
        var place = block.start
        while place < end {
            place = JSONBytes.first(UInt8(ascii: ">"), in: bytes.span, from: place, to: end) + 1
            if place <= end, place > block.start + 1, bytes[place - 2] == UInt8(ascii: "w") { return place }
        }
        return end
    }

    /// Looks for rows to give away; nil when rows are to be read here first.
    /// - Parameter target: about how many bytes they should have.
    func findStretch(_ target: Int) -> FoundStretch? {
        guard let junction = parser.junction, let size = stretchBytes(target) else {
            isAlone = true
            return nil
        }
        while true {
            if block.count < size, !block.isAtEnd { refill(size) }
            let (scan, isCut) = scan()
            let found = scan.end - block.start
            let least = isCut ? Self.leastStretch : max(1, size / Self.partsOfBlock)
            if found >= least { return stretch(scan, at: junction) }
            switch scan.stop {
            case .parentEnd(let tagEnd): ownEnd = tagEnd
            case .declaration, .child: isAlone = true
            case .outOfBytes:
                if found > 0 {
                    ownEnd = scan.end
                } else if block.isAtEnd {
                    isAlone = true
                } else if block.count <= Self.blocksOfRow * size {
                    refill(size)
                    continue
                } else {
                    ownEnd = block.end
                }
            }
            return nil
        }
    }

    private func refill(_ size: Int) {
        block.refill(size, from: input)
        ownEnd = 0
    }

    /// About how many bytes may be given away at once.
    private func stretchBytes(_ target: Int) -> Int? {
        let size = min(target, Self.mostTextBytes / max(1, layout.cells.strings.longest) * Self.leastCell)
        return size < min(target, Self.leastStretch) ? nil : size
    }

    /// Finds rows; not so many that their table would be too large.
    private func scan() -> (scan: MarkupScanner.Scan, isCut: Bool) {
        let scanner = MarkupScanner(counting: Self.rowTag)
        let bytes = block.bytes
        let all = scanner.scan(bytes.span, from: block.start, to: block.end)
        let rows = Self.mostEntries / (layout.head.names.count + 1)
        if all.children <= rows { return (all, false) }
        let end = min(block.end, block.start + rows * Self.leastCell)
        return (scanner.scan(bytes.span, from: block.start, to: end), true)
    }

    private func stretch(_ scan: MarkupScanner.Scan, at junction: XMLJunction) -> FoundStretch? {
        ownEnd = scan.end
        guard let last = scan.lastChild, !mayEndData(upTo: scan.end, at: junction) else { return nil }
        var stretch = SheetStretch(
            layout: layout,
            junction: junction,
            range: block.start..<scan.end,
            line: parser.line,
            place: handler.assembly.place
        )
        let found = stretch
        // Rows that do not say their numbers, in which no cell does, can be counted.
        let areCounted = scan.countedChildren == scan.children && !block.mayPlaceCells(upTo: scan.end)
        if areCounted { stretch.place.row += scan.children - 1 }
        do throws(DeliveryFault) {
            let bytes = block.bytes
            try lookout.read(bytes.span.extracting(last..<scan.end), stretch)
        } catch {
            // What is wrong in the row is found where all rows are read.
            return nil
        }
        let row = lookout.handler.assembly
        lookout.handler.assembly.rows.segments = []
        _ = lookout.handler.assembly.rows.takeCounts()
        guard areCounted || row.rowIsGiven, row.lastRowIsRecord, !handler.assembly.rows.mayFill(upTo: row.place.row),
            handler.assembly.rows.mayBecome(scan.children, upTo: row.place.row)
        else { return nil }
        return FoundStretch(stretch: found, end: scan.end, behind: row.place)
    }

    /// Whether rows may be a footer and what is behind it.
    private func mayEndData(upTo end: Int, at junction: XMLJunction) -> Bool {
        if layout.cells.format.footer.isEmpty { return false }
        if watch == nil { watch = FooterWatch(layout, at: junction) }
        guard watch != nil else {
            isAlone = true
            return true
        }
        let bytes = block.bytes
        return watch?.mayStand(in: bytes.span.extracting(block.start..<end)) ?? true
    }

    /// Gives rows that were found away.
    func hand(_ found: FoundStretch, to batch: RecordBatch) {
        let lineEnds = block.lineEnds(upTo: found.end)
        parser.skip(bytes: found.end - block.start, lineEnds: lineEnds)
        handler.assembly.place = found.behind
        var stretch = found.stretch
        stretch.range = block.hand(upTo: found.end, to: &batch.block)
        ownEnd = 0
        batch.context = stretch
    }
}
