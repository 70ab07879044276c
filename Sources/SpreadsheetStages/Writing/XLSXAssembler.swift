import ByteKernels
import PackedFiles
import StageKit

/// Puts a workbook together: its small parts, then one sheet whose rows pass by.
final class XLSXAssembler: FileAssembler {
    private let settings: XLSXSettings
    private let zip: ZipWriter
    private var rowCount = 0

    init(_ settings: XLSXSettings, scope: AssemblyScope) {
        self.settings = settings
        zip = ZipWriter(memory: scope == .many ? .small : .usual)
    }

    func begin(into file: inout OutputBuffer) throws {
        for (name, text) in XLSXParts.parts(settings) {
            try zip.begin(name, into: &file)
            try write(text, into: &file)
            try zip.end(into: &file)
        }
        try zip.begin(XLSXParts.sheet, into: &file)
        try write(XLSXParts.sheetStart(settings), into: &file)
        if settings.hasHeader { rowCount = 1 }
    }

    func take(_ records: Span<UInt8>, rowCount count: Int, into file: inout OutputBuffer) throws {
        rowCount += count
        guard rowCount <= CellReference.mostRows else {
            throw DeliveryFault(
                "xlsx.rows",
                en: "the output has more than \(CellReference.mostRows) rows, the most that a sheet of Excel holds",
                da: "outputtet har mere end \(CellReference.mostRows) rækker, det højeste et ark i Excel rummer",
                hint: "make a file for each value of a field with ${row.field}, or write another format"
            )
        }
        try zip.write(records, into: &file)
    }

    func finish(into file: inout OutputBuffer) throws {
        try write(XLSXParts.sheetEnd(settings, rows: rowCount), into: &file)
        try zip.end(into: &file)
        try zip.finish(into: &file)
    }

    private func write(_ text: String, into file: inout OutputBuffer) throws {
        let bytes = Array(text.utf8)
        try zip.write(bytes.span, into: &file)
    }
}
