public import StageKit

/// Writes a JSON-stat 2.0 dataset: the records are the cells of a cube.
public struct JSONStatWriter: Writer {
    public static let declaration = StageDeclaration(
        "write.json_stat",
        """
        Writes a JSON-stat 2.0 dataset, where two records of one cell end the run; holds the table: the text of each \
        value and 32 bytes beside, 4 more for each dimension.
        """,
        example: """
            path: folketal.json
            dimensions: [kommune, tid]
            value: antal
            labels: { kommune: navn }
            roles: { geo: [kommune], time: [tid] }
            """,
        exampleTable: """
            kommune | navn  | tid  | antal:number
            0825    | Læsø  | 1888 | 2398
            """
    )

    @Option("Name of the file in the published folder; ${row.field} makes a file for each value of a field.")
    public var path: OutputPath

    @Option("Fields that are dimensions, the last one turning fastest; else all fields with no other use.")
    public var dimensions: [AnyField]?

    @Option("Field of the values; else the one named value.")
    public var value: AnyField?

    @Option("Field with a status of each value; else the reason why a value is missing is its status.")
    public var status: AnyField?

    @Option("Fields with the labels of the categories, by dimension: { kommune: kommunenavn }.")
    public var labels = NamedValues<AnyField>()

    @Option("Names for people of the dimensions themselves: { kommune: Bopælskommune }.")
    public var dimensionLabels = NamedValues<String>()

    @Option("What dimensions are about: time, geo and metric.")
    public var roles: JSONStatRoles?

    @Option("Name of the dataset.")
    public var label: String?

    @Option("Where the figures come from.")
    public var source: String?

    @Option("When the figures were last changed, such as 2026-11-22.")
    public var updated: String?

    @Option("Order of the categories: first_seen in the records, or sorted by code.")
    public var order = CategoryOrder.firstSeen

    @Option("Cells that the cube may have, those without a record included.")
    public var maxCells = 100_000_000

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedWriter? {
        guard let plan = JSONStatWritingPlan(self, &context) else { return nil }
        return PreparedWriter(
            description: FileDescription(format: "json", mediaType: "application/json"),
            makeEncoder: { JSONStatEncoder(plan) },
            makeAssembler: { _ in JSONStatAssembler(plan) }
        )
    }

    /// Where the options were written, for mistakes in them.
    var places: (value: SourcePlace?, dimensions: SourcePlace?, maxCells: SourcePlace?) {
        ($value.place, $dimensions.place, $maxCells.place)
    }
}
