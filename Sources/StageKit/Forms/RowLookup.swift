/// Finds the fields that a stage of the row forms names, for every record anew.
@usableFromInline
final class RowLookup: Sendable {
    @usableFromInline let schema: Schema
    /// The fields that the stage's options name, and by what each is known again without comparing names.
    @usableFromInline let fields: [Field]
    @usableFromInline let identities: [ObjectIdentifier]

    init(_ schema: Schema, _ references: [FieldReference]) {
        self.schema = schema
        let found = references.compactMap { reference in schema[reference.name].map { (reference, $0) } }
        identities = found.map(\.0.identity)
        fields = found.map(\.1)
    }

    /// The place of a field among `fields`, by the identity of its reference; nil for one that no option names.
    @inlinable @inline(__always)
    func place(of identity: ObjectIdentifier) -> Int? {
        for place in 0..<identities.count where identities[place] == identity { return place }
        return nil
    }

    /// The field with the name; nil when there is none.
    func field(_ reference: FieldReference) -> Field? {
        place(of: reference.identity).map { fields[$0] } ?? schema[reference.name]
    }
}
