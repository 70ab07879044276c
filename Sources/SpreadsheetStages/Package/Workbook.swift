import StageKit

/// What a workbook says of its sheets, and where its parts are.
struct Workbook {
    struct Sheet {
        var name = ""
        var isHidden = false
        var relation = ""
        /// Its part; empty for a sheet without cells, such as a chart.
        var part = ""
    }

    /// The sheets with cells, in the order of their tabs.
    let sheets: [Sheet]
    /// Whether day 0 is 1904-01-01, as it was on the Macintosh.
    let startsIn1904: Bool
    /// The part of the shared strings, if there is one.
    let strings: String?
    /// The part of the styles, if there is one.
    let styles: String?

    init(_ package: SpreadsheetPackage) throws {
        let usual = "xl/workbook.xml"
        // Nothing is taken from it, but what is made to do harm is found there too.
        let types = "[Content_Types].xml"
        if package.has(types) { try package.read(types, elements: [], attributes: [], handler: Handler()) }
        let root = try PartRelations(of: "", in: package)
        guard let part = try root.target(kind: "officeDocument") ?? (package.has(usual) ? usual : nil) else {
            throw XLSXFault.kind(
                "a zip archive without a workbook",
                "et zip-arkiv uden en projektmappe",
                hint: "look at what is in it, and ask the sender"
            )
        }
        let handler = Handler()
        try package.read(
            part,
            elements: ["sheet", "workbookPr"],
            attributes: ["name", "state", ":id", "date1904"],
            handler: handler
        )
        startsIn1904 = handler.startsIn1904
        let relations = try PartRelations(of: part, in: package)
        sheets = try handler.sheets.compactMap { sheet in
            guard let relation = relations.relation(id: sheet.relation) else {
                throw XLSXFault.layout(part, "names a sheet that is nowhere", "nævner et ark, der ikke er nogen steder")
            }
            guard relation.kind == "worksheet" else { return nil }
            var sheet = sheet
            sheet.part = try relations.path(relation)
            return sheet
        }
        strings = try relations.target(kind: "sharedStrings")
        styles = try relations.target(kind: "styles")
    }

    /// The sheet that is asked for: by its name, or by its number among those that are not hidden.
    func sheet(_ wanted: String?) throws -> Sheet {
        let visible = sheets.filter { !$0.isHidden }
        if let wanted, let sheet = sheets.first(where: { $0.name == wanted }) { return sheet }
        // A name of digits is a name before it is a number.
        guard let number = Int(wanted ?? "1"), number >= 1, number <= visible.count else {
            throw missing(wanted ?? "1", wanted.flatMap { Spelling.suggestion(for: $0, among: sheets.map(\.name)) })
        }
        return visible[number - 1]
    }

    private func missing(_ wanted: String, _ suggestion: String?) -> DeliveryFault {
        let names = sheets.prefix(20).map { "'\($0.name)'" + ($0.isHidden ? " (hidden)" : "") }
        let list = names.joined(separator: ", ") + (sheets.count > 20 ? ", …" : "")
        return DeliveryFault(
            "xlsx.sheet",
            en: "the workbook has no sheet '\(wanted)'",
            da: "projektmappen har intet ark '\(wanted)'",
            hint: suggestion ?? (sheets.isEmpty ? "it has no sheet with cells" : "it has: \(list)")
        )
    }

    private final class Handler: PartHandler {
        var sheets: [Sheet] = []
        var startsIn1904 = false
        private var element = -1

        func start(_ name: Int) {
            element = name
            if name == 0 { sheets.append(Sheet()) }
        }

        func attribute(_ name: Int, _ value: Span<UInt8>) {
            if element == 1, name == 3 { startsIn1904 = value.attributeIsTrue }
            guard element == 0, !sheets.isEmpty else { return }
            switch name {
            case 0: sheets[sheets.count - 1].name = value.attributeText
            case 1: sheets[sheets.count - 1].isHidden = value.attributeText != "visible"
            case 2: sheets[sheets.count - 1].relation = value.attributeText
            default: break
            }
        }

        func text(_ bytes: Span<UInt8>) {}
        func end(_ name: Int) { element = -1 }
    }
}
