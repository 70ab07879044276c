import StageKit

/// What the styles of a workbook make of numbers.
struct CellStyles {
    /// By the number of the style.
    private(set) var formats: [NumberFormat] = []

    static let none = CellStyles()

    private static let mostStyles = 1 << 20

    private init() {}

    init(_ part: String, in package: SpreadsheetPackage) throws {
        let handler = Handler()
        try package.read(
            part,
            elements: ["cellXfs", "xf", "numFmt"],
            attributes: ["numFmtId", "formatCode"],
            handler: handler
        ) {
            if handler.ids.count > Self.mostStyles || handler.custom.count > Self.mostStyles {
                throw XLSXFault.layout(
                    part,
                    "has more than \(Self.mostStyles) styles",
                    "har mere end \(Self.mostStyles) formater"
                )
            }
            return false
        }
        formats = handler.ids.map { handler.custom[$0] ?? NumberFormat(builtIn: $0) }
    }

    private final class Handler: PartHandler {
        var ids: [Int] = []
        var custom: [Int: NumberFormat] = [:]
        private var element = -1
        private var isInside = false
        private var id = 0
        private var code = ""

        func start(_ name: Int) {
            element = name
            if name == 0 { isInside = true }
            if name == 1, isInside { ids.append(0) }
            id = -1
            code = ""
        }

        func attribute(_ name: Int, _ value: Span<UInt8>) {
            if name == 0 {
                id = value.attributeNumber ?? 0
                if element == 1, isInside { ids[ids.count - 1] = id }
            } else {
                code = value.attributeText
            }
        }

        func text(_ bytes: Span<UInt8>) {}

        func end(_ name: Int) {
            if name == 0 { isInside = false }
            if name == 2, id >= 0 { custom[id] = NumberFormat(code: code) }
            element = -1
        }
    }
}
