import StageKit

/// The free half of `read.json_stat`: reads the cells that the ordered half found, and makes records of them.
final class JSONStatParser: RecordParser {
    private let deliveredNames: [String]
    private var rows: CubeRows?

    init(_ cube: CubePlan) { deliveredNames = cube.deliveredNames }

    func parse(_ batch: RecordBatch) throws {
        guard let run = batch.context as? JSONStatRun else { return }
        // A document that was read is not held on to.
        batch.context = nil
        let last = rows.take()
        // Those of the last file will not do for the next.
        var rows = if let last, last.layout === run.table.layout { last } else { CubeRows(run.table.layout) }
        rows.seek(cell: run.cells.lowerBound)
        do throws(DeliveryFault) {
            try Self.read(run, into: &rows)
        } catch {
            batch.faultBehindRows = error
        }
        rows.move(into: batch, deliveredNames: deliveredNames)
        self.rows = consume rows
    }

    private static func read(_ run: JSONStatRun, into rows: inout CubeRows) throws(DeliveryFault) {
        let table = run.table
        let bytes = table.document.bytes
        let span = bytes.span
        let start = UInt64(table.values.node.start)
        var values = JSONStatPart(table.values, run.values, of: table.document)
        var statuses = table.statuses.map { JSONStatPart($0, run.statuses, of: table.document) }
        for cell in run.cells {
            let value = try values.take(span, cell: cell)
            let status = try statuses?.take(span, cell: cell)
            if let status, status.kind != .string, status.kind != .null {
                throw wrong(status, "json_stat.status", "a status is no text", "en status er ikke en tekst", table)
            }
            if let value { try check(value, table) }
            if let status { try check(status, table) }
            let (range, kind) = try Self.value(value, table)
            let offset = value.map { UInt64($0.start) } ?? start
            guard table.takesStatus || value?.hasEscapes == true else {
                // Most cells are numbers.
                rows.append(span, range, kind: kind, line: values.line, offset: offset)
                continue
            }
            let text = JSONTree.text(span, range, hasEscapes: value?.hasEscapes == true)
            if let mark = status.flatMap(table.document.text) {
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
        }
    }

    @inline(__always)
    private static func value(
        _ value: JSONTree.Node?,
        _ table: JSONStatTable
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
                table
            )
        }
    }

    @inline(__always)
    private static func check(_ node: JSONTree.Node, _ table: JSONStatTable) throws(DeliveryFault) {
        guard Int(node.end &- node.start) > table.maxValue else { return }
        var fault = JSONStatFault.limit("max_value", table.maxValue, "a longer value", "en længere værdi")
        fault.line = table.document.line(at: Int(node.start))
        fault.byteOffset = UInt64(node.start)
        throw fault
    }

    private static func wrong(
        _ node: JSONTree.Node,
        _ rule: StaticString,
        _ en: String,
        _ da: String,
        _ table: JSONStatTable
    ) -> DeliveryFault {
        JSONStatFault.at(node.start, in: table.document, rule, en, da)
    }
}
