public import ByteKernels

/// One record, as a stage of the row forms sees it.
public struct Row {
    @usableFromInline let fields: RowFields
    @usableFromInline let index: Int
    @usableFromInline private(set) var changes: [(slot: Int, text: String?)] = []

    @inlinable @inline(__always)
    init(_ fields: RowFields, index: Int) {
        self.fields = fields
        self.index = index
    }

    /// The text of a field, whatever its type: numbers with a point, dates as `2021-05-31`; nil when it is missing.
    /// Setting it is for text fields.
    public subscript(_ field: some FieldOption) -> String? {
        get {
            guard let field = fields.lookup.field(field.reference) else { return nil }
            return text(of: field)
        }
        set {
            guard let slot = fields.lookup.field(field.reference)?.slot else { return }
            changes.removeAll { $0.slot == slot }
            changes.append((slot, newValue))
        }
    }

    /// The text of a field of the schema, as the subscript gives it.
    public func text(of field: Field) -> String? {
        if let change = changes.first(where: { $0.slot == field.slot }) { return change.text }
        return fields.batch.text(of: field, row: index)
    }

    /// The whole number, day number or 0/1 of a field; nil when it is missing or of another type.
    @inlinable @inline(__always)
    public func integer(_ field: some FieldOption) -> Int64? {
        guard let place = fields.lookup.place(of: field.reference.identity) else {
            return fields.others(field.reference)?.integer(index)
        }
        return fields.columns[place].integer(index)
    }

    /// The number of a field; nil when it is missing, no number, or longer than 18 digits.
    @inlinable @inline(__always)
    public func number(_ field: some FieldOption) -> Decimal64? {
        guard let place = fields.lookup.place(of: field.reference.identity) else {
            return fields.others(field.reference)?.number(index)
        }
        return fields.columns[place].number(index)
    }

    /// Whether there is a value, or why there is none.
    @inlinable
    public func state(_ field: some FieldOption) -> ValueState {
        guard let place = fields.lookup.place(of: field.reference.identity) else {
            return fields.others(field.reference)?.state(index) ?? .missing
        }
        return fields.columns[place].state(index)
    }
}
