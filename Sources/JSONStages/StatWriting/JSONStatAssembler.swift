import ByteKernels
import StageKit

/// The ordered half of `write.json_stat`: holds the cells of a file until the last one tells its shape.
final class JSONStatAssembler: FileAssembler {
    private let plan: JSONStatWritingPlan
    private var categories: [JSONStatCategories]
    /// The categories of each record, one after another.
    private var codes: [UInt32] = []
    /// The values as JSON, one after another, and where each ends; an empty one is missing.
    private var values = OutputBuffer()
    private var valueEnds: [Int] = []
    private var lines: [UInt64] = []
    /// The files that records come from, with the number of the first.
    private var files: [(first: Int, name: String)] = []
    /// Statuses by record, as JSON.
    private var statuses: [(record: Int, text: [UInt8])] = []

    init(_ plan: JSONStatWritingPlan) {
        self.plan = plan
        categories = plan.dimensions.map { _ in JSONStatCategories() }
    }

    func take(_ records: Span<UInt8>, rowCount: Int, into file: inout OutputBuffer) throws {
        var position = 0
        // An encoder may have been called more than once for these records.
        while position < records.count {
            let count = JSONStatRecord.number(records, &position)
            let length = Int(truncatingIfNeeded: JSONStatRecord.number(records, &position))
            let name = String(decoding: (position..<position + length).map { records[$0] }, as: UTF8.self)
            position += length
            if files.last?.name != name { files.append((lines.count, name)) }
            for _ in 0..<count { try takeRecord(records, &position) }
        }
    }

    private func takeRecord(_ bytes: Span<UInt8>, _ position: inout Int) throws {
        let record = lines.count
        lines.append(JSONStatRecord.number(bytes, &position))
        guard record < plan.maxCells else { throw tooMany(record) }
        var fields: [Range<Int>?] = []
        var state: UInt8 = 0
        for place in plan.fields.indices {
            if place == plan.valuePlace { state = bytes[position] }
            position += 1
            let length = JSONStatRecord.number(bytes, &position)
            let count = length == JSONStatRecord.none ? 0 : Int(truncatingIfNeeded: length)
            fields.append(length == JSONStatRecord.none ? nil : position..<position + count)
            position += count
        }
        for (place, dimension) in plan.dimensions.enumerated() {
            guard let field = fields[place], let code = categories[place].take(bytes, field) else {
                throw tooMany(record)
            }
            codes.append(code)
            if let label = dimension.label, let text = fields[label] {
                guard categories[place].label(code, bytes, text) else { throw twoLabels(dimension, record) }
            }
        }
        if let value = fields[plan.valuePlace] { values.append(bytes.extracting(value)) }
        valueEnds.append(values.count)
        if let place = plan.statusPlace {
            if let text = fields[place] { statuses.append((record, text.map { bytes[$0] })) }
        } else if state != 0, state != ValueState.missing.rawValue {
            let name = state & 0x7f == 0 ? "provisional" : ValueState(rawValue: state).name
            statuses.append((record, Array("\"\(name)\"".utf8)))
        }
    }

    func finish(into file: inout OutputBuffer) throws {
        let orders = categories.map { $0.order(isSorted: plan.isSorted) }
        guard CubeDimension.cellCount(of: orders.map(\.count), limit: plan.maxCells) != nil else {
            throw tooMany(max(0, lines.count - 1))
        }
        let cells = try places(orders)
        appendHead(orders, to: &file)
        appendValues(cells, orders, to: &file)
        appendStatuses(cells, to: &file)
        file.append(text: "}\n")
    }

    // MARK: Cells

    /// The cell of each record, in rising order.
    private func places(_ orders: [[UInt32]]) throws -> [(cell: Int, record: Int)] {
        // Where each category stands in its dimension.
        let ranks = orders.map { order in
            var ranks = [Int](repeating: 0, count: order.count)
            for (rank, code) in order.enumerated() { ranks[Int(code)] = rank }
            return ranks
        }
        var cells: [(cell: Int, record: Int)] = []
        cells.reserveCapacity(lines.count)
        var place = 0
        var isRising = true
        for record in lines.indices {
            var cell = 0
            for rank in ranks {
                // The number of cells was found to fit.
                cell = cell * rank.count + rank[Int(codes[place])]
                place += 1
            }
            if let last = cells.last, last.cell >= cell { isRising = false }
            cells.append((cell, record))
        }
        if !isRising { cells.sort { ($0.cell, $0.record) < ($1.cell, $1.record) } }
        var twin: (first: Int, second: Int)?
        for index in cells.indices.dropFirst() where cells[index].cell == cells[index - 1].cell {
            let second = cells[index].record
            if twin.map({ second < $0.second }) ?? true { twin = (cells[index - 1].record, second) }
        }
        if let twin { throw twoRecords(twin.first, twin.second) }
        return cells
    }

    private static func append(
        _ record: Int,
        of values: borrowing OutputBuffer,
        _ ends: [Int],
        to file: inout OutputBuffer
    ) {
        let start = record == 0 ? 0 : ends[record - 1]
        if start == ends[record] {
            file.append(text: "null")
        } else {
            file.append(values.span.extracting(start..<ends[record]))
        }
    }

    /// All cells, or those with a record where most have none.
    private func appendValues(
        _ cells: [(cell: Int, record: Int)],
        _ orders: [[UInt32]],
        to file: inout OutputBuffer
    ) {
        let cellCount = orders.reduce(1) { $0 * $1.count }
        let rowLength = max(1, orders.last?.count ?? 1)
        guard cells.count >= cellCount / 2 else {
            file.append(text: ",\n\"value\":{")
            for (index, (cell, record)) in cells.enumerated() {
                file.append(text: index == 0 ? "\n\"\(cell)\":" : ",\n\"\(cell)\":")
                Self.append(record, of: values, valueEnds, to: &file)
            }
            file.append(text: "\n}")
            return
        }
        file.append(text: ",\n\"value\":[")
        var next = 0
        for cell in 0..<cellCount {
            if cell > 0 { file.append(UInt8(ascii: ",")) }
            if cell % rowLength == 0 { file.append(UInt8(ascii: "\n")) }
            if next < cells.count, cells[next].cell == cell {
                Self.append(cells[next].record, of: values, valueEnds, to: &file)
                next += 1
            } else {
                file.append(text: "null")
            }
        }
        file.append(text: "\n]")
    }

    private func appendStatuses(_ cells: [(cell: Int, record: Int)], to file: inout OutputBuffer) {
        guard !statuses.isEmpty else { return }
        let texts = Dictionary(statuses.map { ($0.record, $0.text) }, uniquingKeysWith: { first, _ in first })
        file.append(text: ",\n\"status\":{")
        var isFirst = true
        for (cell, record) in cells {
            guard let text = texts[record] else { continue }
            file.append(text: isFirst ? "\n\"\(cell)\":" : ",\n\"\(cell)\":")
            file.append(text.span)
            isFirst = false
        }
        file.append(text: "\n}")
    }

    // MARK: Shape

    private func appendHead(_ orders: [[UInt32]], to file: inout OutputBuffer) {
        file.append(text: "{\"version\":\"2.0\",\"class\":\"dataset\"")
        for (key, text) in plan.texts {
            file.append(text: ",\n\"\(key)\":")
            Self.append(text, to: &file)
        }
        file.append(text: ",\n\"id\":")
        Self.append(plan.dimensions.map(\.field.name), to: &file)
        file.append(text: ",\n\"size\":[\(orders.map { String($0.count) }.joined(separator: ","))]")
        for (index, (role, names)) in plan.roles.enumerated() {
            file.append(text: index == 0 ? ",\n\"role\":{\"\(role)\":" : ",\"\(role)\":")
            Self.append(names, to: &file)
        }
        if !plan.roles.isEmpty { file.append(text: "}") }
        file.append(text: ",\n\"dimension\":{")
        for (place, dimension) in plan.dimensions.enumerated() {
            file.append(text: place == 0 ? "\n" : ",\n")
            Self.append(dimension.field.name, to: &file)
            file.append(text: ":{\"label\":")
            Self.append(dimension.title, to: &file)
            file.append(text: ",\"category\":{\"index\":[")
            for (index, code) in orders[place].enumerated() {
                if index > 0 { file.append(UInt8(ascii: ",")) }
                file.append(Array(categories[place].code(code)).span)
            }
            file.append(text: "]")
            if categories[place].hasLabels { appendLabels(categories[place], orders[place], to: &file) }
            file.append(text: "}}")
        }
        file.append(text: "\n}")
    }

    private func appendLabels(_ categories: JSONStatCategories, _ order: [UInt32], to file: inout OutputBuffer) {
        file.append(text: ",\"label\":{")
        var isFirst = true
        for code in order {
            guard let label = categories.label(code) else { continue }
            if !isFirst { file.append(UInt8(ascii: ",")) }
            isFirst = false
            file.append(Array(categories.code(code)).span)
            file.append(UInt8(ascii: ":"))
            file.append(label.span)
        }
        file.append(text: "}")
    }

    private static func append(_ text: String, to file: inout OutputBuffer) {
        let bytes = Array(text.utf8)
        file.appendJSONString(bytes.span)
    }

    private static func append(_ texts: [String], to file: inout OutputBuffer) {
        file.append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { file.append(UInt8(ascii: ",")) }
            append(text, to: &file)
        }
        file.append(UInt8(ascii: "]"))
    }

    // MARK: Faults

    private func placed(_ fault: DeliveryFault, _ record: Int) -> DeliveryFault {
        var fault = fault
        fault.file = files.last { $0.first <= record }?.name ?? ""
        fault.line = record < lines.count ? lines[record] : nil
        return fault
    }

    private func tooMany(_ record: Int) -> DeliveryFault {
        var fault = JSONStatFault.limit("max_cells", plan.maxCells, "the cube has more cells", "kuben har flere celler")
        fault.hint = "raise max_cells of write.json_stat, or choose other dimensions"
        return placed(fault, record)
    }

    private func twoRecords(_ first: Int, _ second: Int) -> DeliveryFault {
        let other = placed(DeliveryFault("json_stat.cell_twice", en: "", da: ""), first)
        let own = placed(DeliveryFault("json_stat.cell_twice", en: "", da: ""), second)
        let file = other.file == own.file ? "" : "\(other.file):"
        return placed(
            DeliveryFault(
                "json_stat.cell_twice",
                en:
                    "two records are the same cell; the other is at \(file)\(file.isEmpty ? "line " : "")\(lines[first])",
                da: "to poster er samme celle; den anden er ved \(file)\(file.isEmpty ? "linje " : "")\(lines[first])",
                hint: "name what tells them apart in 'dimensions:', or turn one away with validate.unique"
            ),
            second
        )
    }

    private func twoLabels(_ dimension: JSONStatWritingPlan.Dimension, _ record: Int) -> DeliveryFault {
        placed(
            DeliveryFault(
                "json_stat.label",
                en: "a category of '\(dimension.field.name)' has two labels",
                da: "en kategori i '\(dimension.field.name)' har to etiketter",
                hint: "give each code one label, with normalize.map for example"
            ),
            record
        )
    }
}
