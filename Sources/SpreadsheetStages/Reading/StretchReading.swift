import ByteKernels
import StageKit
import XMLParsing

/// Reads stretches of one sheet, in any order.
final class StretchReading {
    let layout: SheetLayout
    let handler: SheetHandler
    private var parser: PartParser?
    private var row = PlainRow(knowsDescent: false)

    /// - Parameter isLookout: whether it reads the last rows of stretches alone.
    init(_ layout: SheetLayout, isLookout: Bool = false) {
        self.layout = layout
        handler = SheetHandler(SheetRows(layout, isLookout: isLookout), reading: layout.cells, part: layout.part)
    }

    /// Reads rows from their bytes.
    func read(_ bytes: Span<UInt8>, _ stretch: SheetStretch) throws(DeliveryFault) {
        do throws(XMLFault) {
            let parser = try parser(at: stretch.junction)
            handler.assembly.place = stretch.place
            let isPlain = stretch.junction.isUTF8
            var place = 0
            var line = stretch.line
            var counted = 0
            while place < bytes.count, !handler.assembly.isFaulty {
                if isPlain, let end = row.read(bytes, from: place) {
                    handler.assembly.take(row, bytes)
                    place = end
                    continue
                }
                line &+= UInt32(
                    truncatingIfNeeded: JSONBytes.count(of: UInt8(ascii: "\n"), in: bytes, from: counted, to: place)
                )
                counted = place
                place = try read(bytes, from: place, parser, stretch, line, untilPlain: isPlain)
            }
        } catch {
            throw handler.assembly.fault ?? XLSXFault.xml(error, part: layout.part)
        }
        if let fault = handler.assembly.fault { throw fault }
    }

    /// Reads a row that is not plain, or all that is left.
    /// - Returns: how far it came.
    private func read(
        _ bytes: Span<UInt8>,
        from start: Int,
        _ parser: PartParser,
        _ stretch: SheetStretch,
        _ line: UInt32,
        untilPlain: Bool
    ) throws(XMLFault) -> Int {
        try parser.beginStretch(at: stretch.junction, line: line)
        var place = start
        while place < bytes.count {
            let end = untilPlain ? Self.endOfRowTag(bytes, from: place) : bytes.count
            try parser.feed(stretch: bytes.extracting(place..<end))
            place = end
            // The parser has the last word on where the row ends.
            if parser.isWhole(at: stretch.junction), handler.assembly.isBetweenRows { return place }
        }
        try parser.endStretch(at: stretch.junction)
        return place
    }

    /// Behind the next end tag of a row, as it seems.
    private static func endOfRowTag(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var place = start
        while place < bytes.count {
            place = JSONBytes.first(UInt8(ascii: ">"), in: bytes, from: place, to: bytes.count) + 1
            if place <= bytes.count, place > start + 1, bytes[place - 2] == UInt8(ascii: "w") { return place }
        }
        return bytes.count
    }

    /// The parser of the last stretch where it can go on, else a new one.
    private func parser(at junction: XMLJunction) throws(XMLFault) -> PartParser {
        if !handler.assembly.isFaulty, let parser, parser.canGoOn(at: junction) { return parser }
        handler.assembly.restart()
        let new = try PartParser(
            elements: SheetHandler.elements,
            attributes: SheetHandler.attributes,
            handler: handler,
            stretchesAt: junction
        )
        parser = new
        row = PlainRow(knowsDescent: junction.declares("x14ac"))
        return new
    }
}
