/// A reader of cubes: the options that such readers share, and what they become.
package protocol CubeReader: Reader {
    /// What comes before the dot in the names of rules: `px`.
    static var format: String { get }
    var fields: FieldList<CubeFieldSource>? { get }
    var take: CategoryTake { get }
    var nameBy: DimensionNaming { get }
    /// The names of the fields of values and statuses.
    var value: String { get }
    var status: String? { get }
    var leftOut: LeftOutDimensions { get }
}

extension CubeReader {
    package var status: String? { nil }

    /// Settles the fields and puts them into the schema; nil when a mistake was reported.
    /// - Parameter discover: the dimensions of a file, for readers that list no fields.
    package func cubePlan(
        _ context: inout ReaderContext,
        discover: (any ByteInput) throws -> [CubeDimension]
    ) -> CubePlan? {
        var items: [(item: CubePlan.Item, written: String)] = []
        if let fields {
            items = fields.entries.map {
                (CubePlan.Item(name: $0.name, source: source($0.source.text)), $0.source.text)
            }
        } else {
            guard let dimensions = dimensions(&context, discover) else { return nil }
            for dimension in dimensions { items += self.items(of: dimension) }
            items.append((CubePlan.Item(name: value, source: .value), value))
            if let status { items.append((CubePlan.Item(name: status, source: .status), status)) }
        }
        var names: Set<String> = []
        for (item, _) in items where item.name.isEmpty || !names.insert(item.name).inserted {
            context.stage.mistake(
                item.name.isEmpty ? "a dimension has no name" : "two fields would be named '\(item.name)'",
                hint: "list the fields with 'fields:', or name that of the values with 'value:'"
            )
        }
        guard !context.stage.hasErrors else { return nil }
        for (item, written) in items { context.stage.schema.add(item.name, type: .text, deliveredName: written) }
        return CubePlan(
            format: Self.format,
            items: items.map(\.item),
            deliveredNames: items.map(\.written),
            naming: nameBy,
            isListed: fields != nil,
            leftOut: leftOut
        )
    }

    private func items(of dimension: CubeDimension) -> [(item: CubePlan.Item, written: String)] {
        let name = dimension.name(by: nameBy)
        let code = CubePlan.Item(name: name, source: .category(dimension: name, part: .code))
        switch take {
        case .code: return [(code, name)]
        case .label: return [(CubePlan.Item(name: name, source: .category(dimension: name, part: .label)), name)]
        case .both:
            let label = CubePlan.Item(
                name: name + "_label",
                source: .category(dimension: name, part: .label)
            )
            return [(code, name), (label, name + "/label")]
        }
    }

    /// What a text in `fields` stands for.
    private func source(_ text: String) -> CubePlan.Source {
        // A dimension of such a name is `value/code`.
        if text == value || text == "value" { return .value }
        if text == status || text == "status" { return .status }
        for part in CategoryPart.allCases where text.hasSuffix("/" + part.rawValue) {
            return .category(dimension: String(text.dropLast(part.rawValue.count + 1)), part: part)
        }
        return .category(dimension: text, part: take == .label ? .label : .code)
    }

    private func dimensions(
        _ context: inout ReaderContext,
        _ discover: (any ByteInput) throws -> [CubeDimension]
    ) -> [CubeDimension]? {
        context.findInFirstFile(
            "dimensions",
            hint: "list the fields with 'fields:' to check without deliveries",
            discover
        )
    }
}
