import StageKit
import XMLParsing

/// Reads stretches of one sheet, in any order.
final class StretchReading {
    let layout: SheetLayout
    let handler: SheetHandler
    private var parser: PartParser?

    init(_ layout: SheetLayout) {
        self.layout = layout
        handler = SheetHandler(SheetRows(layout), reading: layout.cells, part: layout.part)
    }

    /// Reads rows from their bytes.
    func read(_ bytes: Span<UInt8>, _ stretch: SheetStretch) throws(DeliveryFault) {
        do throws(XMLFault) {
            let parser = try parser(at: stretch.junction)
            handler.place = stretch.place
            try parser.read(stretch: bytes, at: stretch.junction, line: stretch.line)
        } catch {
            throw handler.fault ?? XLSXFault.xml(error, part: layout.part)
        }
        if let fault = handler.fault { throw fault }
    }

    /// The parser of the last stretch where it can go on, else a new one.
    private func parser(at junction: XMLJunction) throws(XMLFault) -> PartParser {
        if handler.fault == nil, let parser, parser.canGoOn(at: junction) { return parser }
        handler.restart()
        let new = try PartParser(
            elements: SheetHandler.elements,
            attributes: SheetHandler.attributes,
            handler: handler,
            stretchesAt: junction
        )
        parser = new
        return new
    }
}
