/// What a program says of one record; used again for the next.
struct Answer {
    /// How a value was written.
    enum Kind: Equatable {
        case missing
        case text
        case number
        case boolean
        /// A cell of delimited text: its field tells what it is.
        case cell
        /// A cell without bytes: a missing value or an empty text.
        case emptyCell
    }

    /// A value of a field.
    struct Value: Equatable {
        /// Among the fields of the plan.
        var field: Int
        var kind: Kind
        /// Its bytes in `bytes`.
        var range: Range<Int>
    }

    var number: Int64?
    var values: [Value] = []
    /// What texts say, without quotes and escapes.
    var bytes: [UInt8] = []
    /// Rules broken, among those of the plan.
    var rules: [Int] = []
    /// For the rules in order the slot of the faulty field, nil for the whole record; the last holds for those left.
    var slots: [Int?] = []
    /// Why a value is missing: the field and the state.
    var reasons: [(field: Int, state: UInt8)] = []

    mutating func removeAll() {
        number = nil
        values.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        rules.removeAll(keepingCapacity: true)
        slots.removeAll(keepingCapacity: true)
        reasons.removeAll(keepingCapacity: true)
    }
}
