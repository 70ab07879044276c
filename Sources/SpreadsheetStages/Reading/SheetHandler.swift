/// Tells a `RowAssembly` of the elements of a sheet, whether libxml2 finds them or not.
///
/// Its work is that of one value, which is begun with once for each call: a row that was read plainly is one.
final class SheetHandler: PartHandler {
    static let elements = ["worksheet", "sheetData", "row", "c", "v", "is", "t", "rPh", "f"]
    static let attributes = ["r", "s", "t"]

    var assembly: RowAssembly

    init(_ rows: SheetRows, reading: CellReading, part: String) {
        assembly = RowAssembly(rows, reading: reading, part: part)
    }

    func start(_ name: Int) { assembly.start(name) }
    func attribute(_ name: Int, _ value: Span<UInt8>) { assembly.attribute(name, value) }
    func text(_ bytes: Span<UInt8>) { assembly.text(bytes) }
    func end(_ name: Int) { assembly.end(name) }
}
