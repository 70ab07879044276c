import ByteKernels
import PackedFiles

/// Builds workbooks part by part, right ones and wrong ones.
package struct WorkbookBuilder {
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// What stands in `sheetData` of the first sheet.
    package var rows = ""
    /// What stands behind it.
    package var behind = ""
    /// The shared strings, each as its XML; nil for a workbook without the part.
    package var strings: [String]?
    /// The number formats of styles 0, 1, …; a number is a built-in one.
    package var formats: [String]?
    package var properties = ""
    /// More sheets: name, state, XML of their rows.
    package var others: [(name: String, state: String, rows: String)] = []
    package var firstState = "visible"
    /// Parts to add, or to put in place of those made here; nil takes one away.
    package var changed: [String: String?] = [:]

    package init(_ rows: String = "") { self.rows = rows }

    /// A sheet of texts, in cells without places.
    package init(table: [[String]]) {
        rows = table.map { row in
            "<row>" + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
        }.joined()
    }

    private static func relations(_ entries: [(id: String, kind: String, target: String)]) -> String {
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + entries.map { "<Relationship Id=\"\($0.id)\" Type=\"\(kinds)/\($0.kind)\" Target=\"\($0.target)\"/>" }
            .joined()
            + "</Relationships>"
    }

    private static func sheet(_ rows: String, _ behind: String = "") -> String {
        "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData>\(behind)</worksheet>"
    }

    private var ownParts: [(String, String)] {
        var sheets = "<sheet name=\"Ark 1\" sheetId=\"1\" state=\"\(firstState)\" r:id=\"r1\"/>"
        var relations = [("r1", "worksheet", "worksheets/sheet1.xml")]
        var parts = [("xl/worksheets/sheet1.xml", Self.sheet(rows, behind))]
        for (place, other) in others.enumerated() {
            let number = place + 2
            sheets +=
                "<sheet name=\"\(other.name)\" sheetId=\"\(number)\" state=\"\(other.state)\" r:id=\"r\(number)\"/>"
            relations.append(("r\(number)", "worksheet", "/xl/worksheets/sheet\(number).xml"))
            parts.append(("xl/worksheets/sheet\(number).xml", Self.sheet(other.rows)))
        }
        if let strings {
            relations.append(("rs", "sharedStrings", "sharedStrings.xml"))
            let items = strings.map { "<si>\($0)</si>" }.joined()
            parts.append(("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\" count=\"9\">\(items)</sst>"))
        }
        if let formats {
            relations.append(("rf", "styles", "styles.xml"))
            let custom = formats.enumerated().filter { Int($0.element) == nil }.map {
                "<numFmt numFmtId=\"\(200 + $0.offset)\" formatCode=\"\($0.element)\"/>"
            }
            let styles = formats.enumerated().map { "<xf numFmtId=\"\(Int($0.element) ?? 200 + $0.offset)\"/>" }
            parts.append(
                (
                    "xl/styles.xml",
                    "<styleSheet xmlns=\"\(Self.main)\"><numFmts>\(custom.joined())</numFmts>"
                        + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                        + "<cellXfs>\(styles.joined())</cellXfs></styleSheet>"
                )
            )
        }
        return [
            ("_rels/.rels", Self.relations([("r1", "officeDocument", "xl/workbook.xml")])),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.kinds)\">\(properties)<sheets>\(sheets)</sheets></workbook>"
            ),
            ("xl/_rels/workbook.xml.rels", Self.relations(relations)),
        ] + parts
    }

    /// The parts by name.
    package var parts: [(name: String, bytes: [UInt8])] {
        var all = ownParts
        for (name, text) in changed.sorted(by: { $0.key < $1.key }) {
            all.removeAll { $0.0 == name }
            if let text { all.append((name, text)) }
        }
        return all.map { (name: $0.0, bytes: Array($0.1.utf8)) }
    }

    package func bytes() throws -> [UInt8] { try Self.zip(parts) }

    /// A zip archive of the parts.
    package static func zip(_ parts: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
        let zip = ZipWriter()
        var file = OutputBuffer()
        for part in parts {
            try zip.begin(part.name, into: &file)
            try zip.write(part.bytes.span, into: &file)
            try zip.end(into: &file)
        }
        try zip.finish(into: &file)
        return file.bytes
    }
}
