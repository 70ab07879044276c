public import StageKit

/// Reads JSON-stat 1.x and 2.0: a record for each cell of a dataset.
public struct JSONStatReader: Reader {
    public static let declaration = StageDeclaration(
        "read.json_stat",
        "Reads a JSON-stat dataset: a record for each cell, in the file's order; the document is held in memory.",
        example: """
            path: ../samples/statbank_jsonstat/folketal.json
            take: both
            value: antal
            """
    )

    @Option("Path of the deliveries; * and ? stand for what differs in their names.")
    public var path: InputPath

    @Option("Which dataset of a bundle or collection: its name, label or number; else it must be the only one.")
    public var dataset: String?

    @Option("Fields by dimension: [Tid, value] or { navn: område/label, del_af: område/parent }; else all dimensions.")
    public var fields: CubeFields?

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
        if !(1..<Int(UInt32.max)).contains(maxDocument) {
            context.stage.mistake("'max_document' is from 1 to \(UInt32.max - 1) bytes", at: $maxDocument.place)
        }
        if !(1...1_000).contains(maxDepth) {
            context.stage.mistake("'max_depth' is from 1 to 1000", at: $maxDepth.place)
        }
        if !(1...1 << 20).contains(maxValue) {
            context.stage.mistake("'max_value' is from 1 to \(1 << 20) bytes", at: $maxValue.place)
        }
        if !(1...1 << 40).contains(maxCells) {
            context.stage.mistake("'max_cells' is from 1 to \(1 << 40)", at: $maxCells.place)
        }
        guard !context.stage.hasErrors else { return nil }
        var plan = JSONStatPlan(
            dataset: dataset,
            maxDocument: maxDocument,
            maxDepth: maxDepth,
            maxValue: maxValue,
            maxCells: maxCells,
            takesLabelOrder: unindexed == .labelOrder
        )
        let options = CubeOptions(
            format: "json_stat",
            fields: fields,
            take: take,
            naming: nameBy,
            value: value,
            status: status,
            leftOut: leftOut
        )
        guard let cube = options.plan(&context, discover: { try JSONStatSource.dimensions(of: $0, plan: plan) })
        else { return nil }
        plan.takesParents = cube.items.contains { item in
            if case .category(_, .parent) = item.source { true } else { false }
        }
        return PreparedReader(
            makeSource: { [plan] in JSONStatSource(plan, cube: cube) },
            makeParser: { JSONStatParser(cube) }
        )
    }
}
