import PackedFiles
import StageKit
import XMLParsing

/// A sheet of a workbook being parsed, piece by piece.
final class SheetReading {
    let handler: SheetHandler
    private let input: any ByteInput
    private let parser: PartParser
    private let part: String
    private var buffer: [UInt8] = []
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
        let rows = try SheetRows(format, purpose: purpose, rules: rules, part: part, merged: merged)
        handler = SheetHandler(rows, reading: reading, part: part)
        input = try package.open(part)
        parser = PartParser(
            elements: SheetHandler.elements,
            attributes: SheetHandler.attributes,
            handler: handler
        )
    }

    /// Parses the next piece.
    func advance(_ size: Int) throws {
        if buffer.count != size { buffer = [UInt8](repeating: 0, count: size) }
        let count = try input.read(into: &buffer, at: 0)
        do throws(XMLFault) {
            try parser.feed(buffer, count: count, isLast: count == 0)
        } catch {
            throw handler.fault ?? XLSXFault.xml(error, part: part)
        }
        if let fault = handler.fault { throw fault }
        guard count == 0 else { return }
        isAtEnd = true
        try handler.rows.finish()
    }
}
