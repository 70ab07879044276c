/// What a column seems to hold.
enum ColumnKind: Hashable {
    case text
    /// Whole numbers, perhaps grouped by `point`, `comma` or `space`.
    case integer(grouping: String?)
    /// Numbers with a decimal `comma` or `point`.
    case number(mark: String, percent: Bool)
    case date(pattern: String)
    case boolean
    /// Codes or names of a list.
    case code(list: String)

    /// As pipelines name the type.
    var name: String {
        switch self {
        case .text: "text"
        case .integer: "integer"
        case .number: "number"
        case .date: "date"
        case .boolean: "boolean"
        case .code: "code"
        }
    }

    /// The kind that two inputs can both have.
    func joined(_ other: ColumnKind) -> ColumnKind {
        if self == other { return self }
        switch (self, other) {
        case (.integer(let grouping), .integer(let otherGrouping)): return .integer(grouping: grouping ?? otherGrouping)
        default: return .text
        }
    }
}
