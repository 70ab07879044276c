import StageKit

/// What the two halves of `write.json_stat` need to know.
struct JSONStatWritingPlan: Sendable {
    /// One dimension: where its codes and labels come from.
    struct Dimension: Sendable {
        var field: Field
        /// The place of the label's field among the fields; nil when there is none.
        var label: Int?
        var title: String
    }

    var dimensions: [Dimension] = []
    /// The dimensions' fields, then those of labels, the value and the status.
    var fields: [Field] = []
    /// The place of the value among the fields.
    var valuePlace = 0
    /// The place of the status; nil when there is no field for it.
    var statusPlace: Int?
    /// Names of dimensions by role.
    var roles: [(role: String, names: [String])] = []
    /// Members before the shape of the cube.
    var texts: [(key: String, text: String)] = []
    var isSorted: Bool
    var maxCells: Int

    /// Nil when a mistake was reported.
    init?(_ writer: JSONStatWriter, _ context: inout StageContext) {
        isSorted = writer.order == .sorted
        maxCells = writer.maxCells
        context.checkLimit("max_cells", maxCells, in: 1...1 << 32, at: writer.places.maxCells)
        let value = writer.value.map { context.field($0) } ?? context.schema["value"]
        if value == nil, writer.value == nil {
            context.mistake("no field is named 'value'", hint: "'value:' names the field of the values")
        }
        let status = writer.status.flatMap { context.field($0) }
        var labels: [String: Field] = [:]
        for entry in writer.labels.entries { labels[entry.name] = context.field(entry.value) }
        let used = Set(([value, status].compactMap(\.self) + labels.values).map(\.slot))
        let chosen =
            writer.dimensions.map { context.fields($0) } ?? context.schema.fields.filter { !used.contains($0.slot) }
        if chosen.isEmpty { context.mistake("no field is a dimension", at: writer.places.dimensions) }
        for field in chosen where field.slot == value?.slot || field.slot == status?.slot {
            context.mistake(
                "'\(field.name)' cannot be a dimension and the value or status too",
                at: writer.places.dimensions
            )
        }
        if Set(chosen.map(\.slot)).count != chosen.count {
            context.mistake("a dimension is named twice", at: writer.places.dimensions)
        }
        let names = chosen.map(\.name)
        for entry in writer.labels.entries where !names.contains(entry.name) {
            Self.noDimension(entry.name, entry.place, names, &context)
        }
        for entry in writer.dimensionLabels.entries where !names.contains(entry.name) {
            Self.noDimension(entry.name, entry.place, names, &context)
        }
        for (role, fields) in [
            ("time", writer.roles?.time), ("geo", writer.roles?.geo), ("metric", writer.roles?.metric),
        ] {
            guard let fields, !fields.isEmpty else { continue }
            for field in fields where !names.contains(field.name) {
                Self.noDimension(field.name, field.reference.place, names, &context)
            }
            roles.append((role, fields.map(\.name)))
        }
        guard let value, !context.hasErrors else { return nil }
        fields = chosen
        for field in chosen {
            var dimension = Dimension(field: field, title: field.name)
            if let title = writer.dimensionLabels.entries.first(where: { $0.name == field.name }) {
                dimension.title = title.value
            }
            if let label = labels[field.name] {
                dimension.label = fields.count
                fields.append(label)
            }
            dimensions.append(dimension)
        }
        valuePlace = fields.count
        fields.append(value)
        if let status {
            statusPlace = fields.count
            fields.append(status)
        }
        for (key, text) in [("label", writer.label), ("source", writer.source), ("updated", writer.updated)] {
            if let text { texts.append((key, text)) }
        }
    }

    private static func noDimension(
        _ name: String,
        _ place: SourcePlace,
        _ names: [String],
        _ context: inout StageContext
    ) {
        context.mistake(
            "'\(name)' is no dimension",
            at: place,
            hint: Spelling.suggestion(for: name, among: names) ?? "dimensions: \(names.joined(separator: ", "))"
        )
    }
}
