/// Finds the columns of fields by name, for every record anew: to compare with a few names is quicker than to hash one.
@usableFromInline
final class RowLookup: Sendable {
    @usableFromInline let schema: Schema
    @usableFromInline let names: [String]
    @usableFromInline let slots: [Int]

    @usableFromInline static let fewNames = 16

    @usableFromInline
    init(_ schema: Schema) {
        self.schema = schema
        names = schema.names
        slots = schema.fields.map(\.slot)
    }

    /// The slot of a field; nil when there is none of that name.
    @inlinable
    func slot(of name: String) -> Int? {
        if names.count > Self.fewNames { return schema[name]?.slot }
        for place in 0..<names.count where names[place] == name { return slots[place] }
        return nil
    }
}
