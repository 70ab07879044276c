import ByteKernels
import StageKit

/// The parts of a workbook beside its rows.
enum XLSXParts {
    static let sheet = "xl/worksheets/sheet1.xml"

    private static let start = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    private static let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    /// The parts before the sheet, by their names.
    static func parts(_ settings: XLSXSettings) -> [(name: String, text: String)] {
        [
            ("[Content_Types].xml", contentTypes),
            ("_rels/.rels", list([("officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", workbook(settings)),
            ("xl/_rels/workbook.xml.rels", list([("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")])),
            ("xl/styles.xml", styles(settings)),
        ]
    }

    private static var contentTypes: String {
        start + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(types).sheet.main+xml\"/>"
            + "<Override PartName=\"/\(sheet)\" ContentType=\"\(types).worksheet+xml\"/>"
            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(types).styles+xml\"/></Types>"
    }

    private static func list(_ entries: [(kind: String, target: String)]) -> String {
        let lines = entries.enumerated().map { number, entry in
            "<Relationship Id=\"rId\(number + 1)\" Type=\"\(kinds)/\(entry.kind)\" Target=\"\(entry.target)\"/>"
        }
        return start + "<Relationships xmlns=\"\(relations)\">" + lines.joined() + "</Relationships>"
    }

    private static func workbook(_ settings: XLSXSettings) -> String {
        start + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(kinds)\"><sheets>"
            + "<sheet name=\"\(attribute(settings.sheet))\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    }

    private static func styles(_ settings: XLSXSettings) -> String {
        // Numbers below 164 are Excel's own formats.
        let formats = settings.codes.enumerated().map { number, code in
            "<numFmt numFmtId=\"\(164 + number)\" formatCode=\"\(attribute(code))\"/>"
        }
        let styles = settings.codes.indices.map { number in
            "<xf numFmtId=\"\(164 + number)\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
                + " applyNumberFormat=\"1\"/>"
        }
        let font = "<sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/>"
        return start + "<styleSheet xmlns=\"\(main)\">"
            + (formats.isEmpty ? "" : "<numFmts count=\"\(formats.count)\">\(formats.joined())</numFmts>")
            + "<fonts count=\"2\"><font>\(font)</font><font><b/>\(font)</font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
            + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + "<cellXfs count=\"\(XLSXSettings.firstStyle + styles.count)\">"
            + "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
            + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
            + styles.joined() + "</cellXfs>"
            + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
            + "</styleSheet>"
    }

    /// The sheet before its records.
    static func sheetStart(_ settings: XLSXSettings) -> String {
        var text = start + "<worksheet xmlns=\"\(main)\">"
        if settings.hasHeader {
            text += "<sheetViews><sheetView workbookViewId=\"0\">"
            text += "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
            text += "</sheetView></sheetViews>"
        }
        text += "<cols>"
        for (place, width) in settings.widths.enumerated() {
            text += "<col min=\"\(place + 1)\" max=\"\(place + 1)\" width=\"\(width)\" customWidth=\"1\"/>"
        }
        text += "</cols><sheetData>"
        guard settings.hasHeader else { return text }
        text += "<row>"
        for field in settings.fields {
            text += "<c s=\"\(XLSXSettings.headerStyle)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
            text += cell(field.name) + "</t></is></c>"
        }
        return text + "</row>"
    }

    /// The sheet behind its records.
    static func sheetEnd(_ settings: XLSXSettings, rows: Int) -> String {
        let last = CellReference.letters(settings.fields.count - 1)
        let filter = settings.hasFilter ? "<autoFilter ref=\"A1:\(last)\(max(rows, 1))\"/>" : ""
        return "</sheetData>\(filter)</worksheet>"
    }

    private static func cell(_ text: String) -> String {
        var buffer = OutputBuffer()
        let bytes = Array(text.utf8)
        // Names that no cell can hold were refused before.
        try? CellText.append(bytes.span, to: &buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    private static func attribute(_ text: String) -> String {
        text.map { letter in
            switch letter {
            case "&": "&amp;"
            case "<": "&lt;"
            case "\"": "&quot;"
            default: String(letter)
            }
        }.joined()
    }
}
