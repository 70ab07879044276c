public import StageKit

/// Reads JSON-stat 1.x and 2.0: a record for each cell of a dataset.
public struct JSONStatReader: CubeReader {
    public static let declaration = StageDeclaration(
        "read.json_stat",
        "Reads a JSON-stat dataset: a record for each cell, in the file's order; the document is held in memory.",
        example: """
            path: ../samples/statbank_jsonstat/folketal.json
            take: both
            value: antal
            """
    )

    package static let format = "json_stat"

    @Option("Path of the deliveries; * and ? stand for what differs in their names.")
    public var path: InputPath

    @Option("Which dataset of a bundle or collection: its name, label or number; else it must be the only one.")
    public var dataset: String?

    @Option("Fields by dimension: [Tid, value] or { navn: område/label, del_af: område/parent }; else all dimensions.")
    public var fields: FieldList<CubeFieldSource>?

    @Option("What of the categories: code, label, or both, the label in NAME_label.")
    public var take = CategoryTake.code

    @Option("Names of dimensions: id, as programs call them, or label, as people do.")
    public var nameBy = DimensionNaming.id

    @Option("Name of the field of the values.")
    public var value = "value"

    @Option("Name of a field for the status of each value; without it statuses are left out.")
    public var status: String?

    @Option("Dimensions with several categories that 'fields' does not name: refuse the file, or ignore them.")
    public var leftOut = LeftOutDimensions.refuse

    @Option("Several categories with labels and no index: refuse, or label_order, that of the labels in the file.")
    public var unindexed = UnindexedCategories.refuse

    @Option("Bytes that a document may have: it is held, with up to 32 bytes for each member of an object.")
    public var maxDocument = 1_073_741_824

    @Option("Brackets that may be open at once.")
    public var maxDepth = 128

    @Option("Bytes that a value or the text of a category may have.")
    public var maxValue = 65_536

    @Option("Cells that a dataset may have, those without a value included.")
    public var maxCells = 100_000_000

    public init() {}

    public func prepare(_ context: inout ReaderContext) -> PreparedReader? {
        let longest = Int(UInt32.max) - 1
        context.stage.checkLimit("max_document", maxDocument, in: 1...longest, unit: "bytes", at: $maxDocument.place)
        context.stage.checkLimit("max_depth", maxDepth, in: 1...1_000, at: $maxDepth.place)
        context.stage.checkLimit("max_value", maxValue, in: 1...1 << 20, unit: "bytes", at: $maxValue.place)
        context.stage.checkLimit("max_cells", maxCells, in: 1...1 << 40, at: $maxCells.place)
        guard !context.stage.hasErrors else { return nil }
        var plan = JSONStatPlan(
            dataset: dataset,
            maxDocument: maxDocument,
            maxDepth: maxDepth,
            maxValue: maxValue,
            maxCells: maxCells,
            takesLabelOrder: unindexed == .labelOrder
        )
        guard let cube = cubePlan(&context, discover: { try JSONStatSource.dimensions(of: $0, plan: plan) }) else {
            return nil
        }
        plan.takesParents = cube.items.contains { item in
            if case .category(_, .parent) = item.source { true } else { false }
        }
        return PreparedReader(
            makeSource: { [plan] in JSONStatSource(plan, cube: cube) },
            makeParser: { JSONStatParser(cube) }
        )
    }
}
