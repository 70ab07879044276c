/// Finds the columns of fields by name, for every record anew: nothing here changes, and few names are short to compare.
@usableFromInline
final class RowLookup: Sendable {
    @usableFromInline let schema: Schema
    @usableFromInline let names: [String]
    @usableFromInline let slots: [Int]

    @usableFromInline
    init(_ schema: Schema) {
        self.schema = schema
        names = schema.names
        slots = schema.fields.map(\.slot)
    }

    /// The slot of a field; nil when there is none of that name.
    @inlinable
    func slot(of name: String) -> Int? {
        for place in 0..<names.count where names[place] == name { return slots[place] }
        return nil
    }
}
