import ByteKernels
import PackedFiles
import StageKit
import XMLParsing

/// A sheet of a workbook being read from its beginning: piece by piece, or in stretches of rows that are only found here
/// by their tags and read elsewhere.
final class SheetReading {
    let handler: SheetHandler
    /// How rows are read, when the header is known.
    private(set) lazy var layout = SheetLayout(
        part: part,
        cells: cells,
        head: handler.assembly.rows.head ?? SheetHead(fields: []),
        columns: handler.assembly.rows.columns
    )
    let input: any ByteInput
    let parser: PartParser
    let part: String
    private let cells: CellReading
    var block = SheetBlock()
    /// Up to there in the block, rows are read here.
    var ownEnd = 0
    /// Whether all that follows is read here.
    var isAlone = false
    /// Reads the last rows of stretches, to know how far they come.
    lazy var lookout = StretchReading(layout, isLookout: true)
    /// Looks out for a footer, when the rows begin.
    var watch: FooterWatch?
    private(set) var isAtEnd = false

    /// Opens the sheet that the options name.
    init(
        _ archive: any RandomAccessBytes,
        of delivery: any ByteInput,
        format: XLSXFormat,
        rules: XLSXRules,
        purpose: SheetRows.Purpose
    ) throws {
        let package = try SpreadsheetPackage(
            archive,
            name: delivery.name,
            unpacking: delivery.unpacking,
            mostParts: format.maxParts
        )
        let book = try Workbook(package)
        let sheet = try book.sheet(format.sheet)
        part = sheet.part
        let styles = try book.styles.flatMap { package.has($0) ? try CellStyles($0, in: package) : nil }
        let strings = try book.strings.map { try SharedStrings($0, in: package, format: format) }
        let merged = format.repeatsMerged ? try MergedCells(part, in: package, format: format) : nil
        let reading = CellReading(
            format: format,
            rules: rules,
            formats: styles?.formats ?? [],
            strings: strings ?? .none,
            calendar: SerialDate(startsIn1904: book.startsIn1904)
        )
        cells = reading
        let rows = try SheetRows(format, purpose: purpose, rules: rules, part: part, merged: merged)
        handler = SheetHandler(rows, reading: reading, part: part)
        input = try package.open(part)
        parser = PartParser(
            elements: SheetHandler.elements,
            attributes: SheetHandler.attributes,
            handler: handler,
            junctionsTo: Self.openAroundRows
        )
    }

    /// Parses the next piece.
    func advance(_ size: Int) throws {
        if block.isEmpty {
            ownEnd = 0
            if !block.isAtEnd { block.refill(size, from: input) }
            if block.isEmpty { return try end() }
        }
        var place = min(block.end, block.start + size)
        if block.start < ownEnd {
            place = min(place, ownEnd)
        } else if givesAway {
            place = endOfRowTag(before: place)
        }
        let range = block.start..<place
        block.drop(upTo: place)
        try feed(range)
    }

    private func end() throws {
        if let fault = block.fault { throw fault }
        try feed(0..<0, isLast: true)
        isAtEnd = true
        try handler.assembly.rows.finish()
    }

    private func feed(_ range: Range<Int>, isLast: Bool = false) throws {
        do throws(XMLFault) {
            try parser.feed(block.bytes, range, isLast: isLast)
        } catch {
            throw handler.assembly.fault ?? XLSXFault.xml(error, part: part)
        }
        if let fault = handler.assembly.fault { throw fault }
    }
}
