public import StageKit

/// Turns the columns of a wide table into rows.
public struct UnpivotNormalizer: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.unpivot",
        "Turns the columns of a wide table into rows: one for each column, or for each group of columns.",
        example: """
            keep: [kommune, koen, alder, aar]
            name: indikator
            values: { andel: procent, antal: antal }
            """,
        exampleTable: """
            kommune | koen  | alder | aar  | ryger andel | ryger antal | motion andel | motion antal
            0101    | maend | 16+   | 2021 | 12,5        | 1012        | 40,1         | 987
            """
    )

    @Option("Fields that every new row repeats.")
    public var keep: [AnyField]

    @Option("The field that gets the names of the columns.")
    public var name: String

    @Option("The field that gets their values, when each column makes a row.")
    public var value: String?

    @Option("The last part of the columns' names with the field that gets the values, when several make one row.")
    public var values = NamedValues<String>()

    @Option("What stands before the last part of a column's name; with values alone.")
    public var separator = " "

    @Option("Whether a row without any value is left out.")
    public var skipMissing = false

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        checkForm(in: &context)
        let kept = context.fields(keep)
        let names = kept.map(\.name)
        let others = context.schema.fields.filter { !names.contains($0.name) }
        // A name in keep that is not here would come back as a column without a group.
        guard !context.hasErrors else { return nil }
        if others.isEmpty { context.mistake("no field is left to make rows of", at: $keep.place) }
        let columns = value.map { groups(of: others, value: $0) } ?? groups(of: others, in: &context)
        let types = types(of: columns, in: &context)
        context.schema.select(names)
        let nameField = context.addField(name, type: .text, at: $name.place)
        let targets = columns.targets.indices.map { index in
            context.addField(columns.targets[index].name, type: types[index], at: columns.targets[index].place)?.slot
        }
        guard let nameField, !context.hasErrors else { return nil }
        let plan = UnpivotPlan(
            kept: kept.map(\.slot),
            name: nameField.slot,
            names: ValueDictionary(columns.groups.map(\.name)),
            targets: targets.compactMap { $0 },
            types: types,
            groups: columns.groups.map(\.sources),
            skipsMissing: skipMissing
        )
        return .free { UnpivotWorker(plan) }
    }

    private func checkForm(in context: inout StageContext) {
        switch (value, values.entries.isEmpty) {
        case (nil, true):
            context.mistake(
                "there is no field for the values",
                hint: "give value: FIELD, or values: { PART: FIELD } when several columns make one row"
            )
        case (.some, false): context.mistake("value and values are both given", at: $value.place, hint: "give one")
        case (.some, true) where $separator.isGiven:
            context.mistake("separator goes with values alone", at: $separator.place)
        default: break
        }
        for (index, field) in keep.enumerated() where keep[..<index].contains(where: { $0.name == field.name }) {
            context.mistake("field '\(field.name)' is kept twice", at: field.reference.place)
        }
        if separator.isEmpty { context.mistake("the separator is empty", at: $separator.place) }
        for (index, entry) in values.entries.enumerated() {
            guard values.entries[..<index].contains(where: { $0.value == entry.value }) else { continue }
            context.mistake("two parts give the field '\(entry.value)'", at: entry.place)
        }
    }

    /// Each column is a group of its own.
    private func groups(of fields: [Field], value: String) -> ColumnGroups {
        var result = ColumnGroups(targets: [(value, $value.place)])
        for field in fields { result.groups.append((field.name, [field])) }
        return result
    }

    /// Columns whose names begin alike are a group.
    private func groups(of fields: [Field], in context: inout StageContext) -> ColumnGroups {
        var result = ColumnGroups(targets: values.entries.map { ($0.value, $0.place) })
        let parts = values.entries.map(\.name)
        for field in fields {
            guard let (front, back) = split(field.name) else {
                context.mistake(
                    "the name of field '\(field.name)' has no two parts with '\(separator)' between them",
                    at: $values.place,
                    hint: "list it under keep, or leave it out first with normalize.select"
                )
                continue
            }
            guard let target = parts.firstIndex(of: back) else {
                context.mistake(
                    "field '\(field.name)' ends in '\(back)', which values does not list",
                    at: $values.place,
                    hint: Spelling.suggestion(for: back, among: parts) ?? "listed: \(parts.joined(separator: ", "))"
                )
                continue
            }
            let group = result.index(of: front)
            result.groups[group].sources[target] = field
        }
        return result
    }

    /// The parts of a name around its last separator.
    private func split(_ name: String) -> (front: String, back: String)? {
        var start = name.endIndex
        while start > name.startIndex {
            start = name.index(before: start)
            guard name[start...].hasPrefix(separator) else { continue }
            let back = name[start...].dropFirst(separator.count)
            guard start > name.startIndex, !back.isEmpty else { return nil }
            return (String(name[..<start]), String(back))
        }
        return nil
    }

    /// The types of the targets: all that goes into one must have the same.
    private func types(of groups: ColumnGroups, in context: inout StageContext) -> [FieldType] {
        groups.targets.indices.map { target in
            let sources = groups.groups.compactMap { $0.sources[target] }
            guard let first = sources.first else { return .text }
            if let other = sources.first(where: { $0.type != first.type }) {
                context.mistake(
                    "'\(first.name)' is \(first.type.rawValue) and '\(other.name)' is \(other.type.rawValue), "
                        + "but both go into '\(groups.targets[target].name)'",
                    at: groups.targets[target].place,
                    hint: "type the values afterwards"
                )
            }
            return first.type
        }
    }
}

/// Which columns make one row.
private struct ColumnGroups {
    /// The fields that get values, and where they were written.
    var targets: [(name: String, place: SourcePlace?)]
    /// In the order of the first column of each; a source for each target, if there is one.
    var groups: [(name: String, sources: [Field?])] = []

    /// The group with a name, made when there is none.
    mutating func index(of name: String) -> Int {
        if let index = groups.firstIndex(where: { $0.name == name }) { return index }
        groups.append((name, Array(repeating: nil, count: targets.count)))
        return groups.count - 1
    }
}
