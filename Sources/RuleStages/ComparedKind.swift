import StageKit

/// What kind of values two fields must share so that they can be compared.
enum ComparedKind: String {
    case text
    case number
    case date
    case boolean

    init(_ type: FieldType) {
        switch type {
        case .text: self = .text
        case .number, .decimal, .integer: self = .number
        case .date: self = .date
        case .boolean: self = .boolean
        }
    }
}

extension StageContext {
    /// Reports a field that cannot be compared with `field`.
    mutating func checkComparable(_ other: Field, with field: Field, at place: SourcePlace) {
        let (mine, theirs) = (ComparedKind(field.type), ComparedKind(other.type))
        guard mine != theirs else { return }
        mistake(
            "a \(theirs.rawValue) cannot be compared with a \(mine.rawValue): "
                + "'\(other.name)' is \(other.type.rawValue) and '\(field.name)' is \(field.type.rawValue) here",
            at: place
        )
    }
}
