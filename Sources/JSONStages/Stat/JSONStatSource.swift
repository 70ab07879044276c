import ByteKernels
import StageKit

/// All of `read.json_stat`: holds the document, for its members come in any order, and streams its cells.
final class JSONStatSource: RecordSource {
    private let plan: JSONStatPlan
    private let cube: CubePlan
    private let takesStatus: Bool
    private var dataset: JSONStatDataset?
    private var values: JSONStatSeries?
    private var statuses: JSONStatSeries?
    private var rows: CubeRows?
    private var taken = 0
    private var fault: DeliveryFault?
    private(set) var counts: [String: Int] = [:]

    init(_ plan: JSONStatPlan, cube: CubePlan) {
        self.plan = plan
        self.cube = cube
        takesStatus = cube.items.contains { $0.source == .status }
    }

    /// Reads the dimensions of a file alone.
    static func dimensions(of input: any ByteInput, plan: JSONStatPlan) throws -> [CubeDimension] {
        try dataset(of: input, plan: plan).dimensions
    }

    private static func dataset(of input: any ByteInput, plan: JSONStatPlan) throws -> JSONStatDataset {
        let document = try JSONDocument(input, limit: plan.maxDocument, depthLimit: plan.maxDepth)
        let node = try JSONStatDatasets(document).choose(plan.dataset)
        return try JSONStatDataset(document, node: node, plan: plan)
    }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        if let fault { throw fault }
        if dataset == nil { try begin(input) }
        guard let dataset, var rows = rows.take(), var values = values.take() else { return false }
        var statuses = statuses
        self.statuses = nil
        var found: DeliveryFault?
        do throws(DeliveryFault) {
            try Self.read(
                dataset,
                from: &taken,
                &values,
                &statuses,
                into: &rows,
                target: max(1, batch.targetBytes),
                maxValue: plan.maxValue,
                takesStatus: takesStatus
            )
        } catch {
            found = error
        }
        let hasRows = rows.count > 0
        if hasRows { rows.move(into: batch, deliveredNames: cube.deliveredNames) }
        self.rows = consume rows
        self.values = values
        self.statuses = statuses
        if let found {
            // The cells before a fault are delivered first, so that it is the same one wherever batches begin.
            guard hasRows else { throw found }
            fault = found
        }
        return hasRows
    }

    private func begin(_ input: any ByteInput) throws {
        let dataset = try Self.dataset(of: input, plan: plan)
        let bound = try cube.bind(dataset.dimensions)
        let leftOut = cube.leftOutCount(dataset.dimensions, cells: bound)
        if leftOut > 0 { counts["dimensions_left_out"] = leftOut }
        if dataset.labelOrders > 0 { counts["dimensions_in_label_order"] = dataset.labelOrders }
        values = try JSONStatSeries(
            dataset.document,
            node: dataset.value,
            cellCount: dataset.cellCount,
            isStatus: false
        )
        if let status = dataset.status {
            statuses = try JSONStatSeries(
                dataset.document,
                node: status,
                cellCount: dataset.cellCount,
                isStatus: true
            )
            if !takesStatus { counts["status_left_out"] = 1 }
        }
        rows = try CubeRows(dataset.dimensions, cells: bound)
        self.dataset = dataset
    }

    /// Adds cells until the records take `target` bytes.
    private static func read(
        _ dataset: JSONStatDataset,
        from taken: inout Int,
        _ values: inout JSONStatSeries,
        _ statuses: inout JSONStatSeries?,
        into rows: inout CubeRows,
        target: Int,
        maxValue: Int,
        takesStatus: Bool
    ) throws(DeliveryFault) {
        let bytes = dataset.document.bytes
        let span = bytes.span
        let start = UInt64(dataset.document.tree.nodes[dataset.value].start)
        while taken < dataset.cellCount, rows.byteCount < target {
            let value = try values.take(span, cell: taken)
            let status = try statuses?.take(span, cell: taken)
            if let status, status.kind != .string, status.kind != .null {
                throw wrong(status, "json_stat.status", "a status is no text", "en status er ikke en tekst", dataset)
            }
            if let value { try check(value, maxValue, dataset) }
            if let status { try check(status, maxValue, dataset) }
            let offset = value.map { UInt64($0.start) } ?? start
            guard takesStatus || value?.hasEscapes == true else {
                // Most cells are numbers.
                let (range, kind) = try cell(value, dataset)
                rows.append(span, range, kind: kind, line: values.line, offset: offset)
                taken &+= 1
                continue
            }
            let (range, kind) = try cell(value, dataset)
            let text = JSONTree.text(span, range, hasEscapes: value?.hasEscapes == true)
            let mark = status.flatMap(dataset.document.text)
            if let mark {
                rows.append(
                    text.span,
                    0..<text.count,
                    kind: kind,
                    status: mark.span,
                    line: values.line,
                    offset: offset
                )
            } else {
                rows.append(text.span, 0..<text.count, kind: kind, line: values.line, offset: offset)
            }
            taken &+= 1
        }
    }

    @inline(__always)
    private static func cell(
        _ value: JSONTree.Node?,
        _ dataset: JSONStatDataset
    ) throws(DeliveryFault) -> (Range<Int>, kind: UInt32) {
        guard let value else { return (0..<0, RecordTable.absent) }
        switch value.kind {
        case .number: return (Int(value.start)..<Int(value.end), RecordTable.number)
        case .string: return (Int(value.start)..<Int(value.end), 0)
        case .null: return (0..<0, RecordTable.absent)
        default:
            throw wrong(
                value,
                "json_stat.value",
                "a value is neither a number nor a text nor null",
                "en værdi er hverken et tal, en tekst eller null",
                dataset
            )
        }
    }

    @inline(__always)
    private static func check(
        _ node: JSONTree.Node,
        _ maxValue: Int,
        _ dataset: JSONStatDataset
    ) throws(DeliveryFault) {
        guard Int(node.end &- node.start) > maxValue else { return }
        var fault = JSONStatFault.limit("max_value", maxValue, "a longer value", "en længere værdi")
        fault.line = dataset.document.line(at: Int(node.start))
        fault.byteOffset = UInt64(node.start)
        throw fault
    }

    private static func wrong(
        _ node: JSONTree.Node,
        _ rule: StaticString,
        _ en: String,
        _ da: String,
        _ dataset: JSONStatDataset
    ) -> DeliveryFault {
        JSONStatFault.at(node.start, in: dataset.document, rule, en, da)
    }
}
