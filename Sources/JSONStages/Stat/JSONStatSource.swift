import ByteKernels
import StageKit

/// The ordered half of `read.json_stat`: holds the document, for its members come in any order, and finds which bytes of
/// it speak of which cells; workers read them.
final class JSONStatSource: RecordSource {
    private let plan: JSONStatPlan
    private let cube: CubePlan
    private var table: JSONStatTable?
    /// The cells that were given away, and where those of the series that follow begin.
    private var taken = 0
    private var valueStart = 0
    private var statusStart = 0
    private(set) var counts: [String: Int] = [:]

    init(_ plan: JSONStatPlan, cube: CubePlan) {
        self.plan = plan
        self.cube = cube
    }

    /// Reads the dimensions of a file alone.
    static func dimensions(of input: any ByteInput, plan: JSONStatPlan) throws -> [CubeDimension] {
        let document = try document(of: input, plan: plan)
        return try document.unlessBroken { () throws(DeliveryFault) in try dataset(of: document, plan: plan).dimensions
        }
    }

    private static func document(of input: any ByteInput, plan: JSONStatPlan) throws -> JSONDocument {
        try JSONDocument(input, limit: plan.maxDocument, depthLimit: plan.maxDepth)
    }

    private static func dataset(of document: JSONDocument, plan: JSONStatPlan) throws(DeliveryFault) -> JSONStatDataset
    {
        let node = try JSONStatDatasets(document).choose(plan.dataset)
        return try JSONStatDataset(document, node: node, plan: plan)
    }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        let table = try table ?? begin(input)
        guard taken < table.cellCount else { return false }
        let target = max(1, batch.targetBytes)
        let (values, document) = (table.values, table.document)
        var count = min(table.layout.cellCount(forBytes: target), table.cellCount - taken)
        // What a series says may be long: then there are fewer cells.
        count = values.count(document, from: valueStart, cell: taken, most: count, target: target)
        if let statuses = table.statuses {
            count = statuses.count(document, from: statusStart, cell: taken, most: count, target: target)
        }
        let cells = taken..<taken + count
        let (valuePart, nextValue) = values.part(document, from: valueStart, cells: cells)
        let (statusPart, nextStatus) =
            table.statuses?.part(document, from: statusStart, cells: cells) ?? (part: 0..<0, next: 0)
        batch.context = JSONStatRun(table: table, cells: cells, values: valuePart, statuses: statusPart)
        taken += count
        valueStart = nextValue
        statusStart = nextStatus
        return true
    }

    private func begin(_ input: any ByteInput) throws -> JSONStatTable {
        let document = try Self.document(of: input, plan: plan)
        let table = try document.unlessBroken { () throws(DeliveryFault) in try makeTable(of: document) }
        valueStart = table.values.start
        statusStart = table.statuses?.start ?? 0
        if table.statuses != nil, !table.takesStatus { counts["status_left_out"] = 1 }
        self.table = table
        return table
    }

    private func makeTable(of document: JSONDocument) throws(DeliveryFault) -> JSONStatTable {
        let dataset = try Self.dataset(of: document, plan: plan)
        let bound = try cube.bind(dataset.dimensions)
        let leftOut = cube.leftOutCount(dataset.dimensions, cells: bound)
        if leftOut > 0 { counts["dimensions_left_out"] = leftOut }
        if dataset.labelOrders > 0 { counts["dimensions_in_label_order"] = dataset.labelOrders }
        return try JSONStatTable(dataset, cells: bound, maxValue: plan.maxValue)
    }
}
