public import StageKit

/// Reads PX, the format of statistical offices: a record for each cell of the table.
public struct PXReader: CubeReader {
    public static let declaration = StageDeclaration(
        "read.px",
        "Reads a PX (PC-Axis) table: a record for each cell, in the file's order; only what stands before DATA is held.",
        example: """
            path: ../samples/statbank_px/folketal.px
            take: both
            value: antal
            """
    )

    package static let format = "px"

    @Option("Path of the deliveries; * and ? stand for what differs in their names.")
    public var path: InputPath

    @Option("Fields by dimension: [område, value] or { navn: område/label, antal: value }; else all dimensions.")
    public var fields: FieldList<CubeFieldSource>?

    @Option("What of the categories: code, label, or both, the label in NAME_label.")
    public var take = CategoryTake.code

    @Option("Names of dimensions: label, as in STUB and HEADING, or id, as in VARIABLECODE.")
    public var nameBy = DimensionNaming.label

    @Option("Name of the field of the values; signs such as .. stay as delivered.")
    public var value = "value"

    @Option("Dimensions with several categories that 'fields' does not name: refuse the file, or ignore them.")
    public var leftOut = LeftOutDimensions.refuse

    @Option("Rows that a file with KEYS leaves out: ignore, or zero, which the format says they are.")
    public var leftOutRows = LeftOutRows.ignore

    @Option("Language of dimensions and labels, one of the file's LANGUAGES; else the file's own.")
    public var textLanguage: String?

    @Option("Encoding; else CODEPAGE, and without it windows-1252 for CHARSET ANSI and cp850 for none.")
    public var encoding: FileEncoding?

    @Option("Bytes that may stand before DATA.")
    public var maxMetadata = 67_108_864

    @Option("Bytes that a value or the text of a category may have.")
    public var maxValue = 65_536

    @Option("Cells that a table may have.")
    public var maxCells = 1_000_000_000

    public init() {}

    public func prepare(_ context: inout ReaderContext) -> PreparedReader? {
        if encoding == .utf16 || encoding == .utf32 {
            context.stage.mistake("PX is not read in UTF-16 or UTF-32", at: $encoding.place)
        }
        context.stage.checkLimit("max_metadata", maxMetadata, in: 1...1 << 28, unit: "bytes", at: $maxMetadata.place)
        context.stage.checkLimit("max_value", maxValue, in: 1...1 << 20, unit: "bytes", at: $maxValue.place)
        context.stage.checkLimit("max_cells", maxCells, in: 1...1 << 40, at: $maxCells.place)
        guard !context.stage.hasErrors else { return nil }
        let plan = PXPlan(
            encoding: encoding,
            language: textLanguage,
            maxMetadata: maxMetadata,
            maxValue: maxValue,
            maxCells: maxCells,
            fillsRows: leftOutRows == .zero
        )
        guard let cube = cubePlan(&context, discover: { try PXSource.dimensions(of: $0, plan: plan) }) else {
            return nil
        }
        return PreparedReader(makeSource: { PXSource(plan, cube: cube) }, makeParser: { PXRunParser(cube) })
    }
}
