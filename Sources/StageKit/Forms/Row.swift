public import ByteKernels

/// One record, as a stage of the row forms sees it.
public struct Row {
    @usableFromInline let batch: RecordBatch
    @usableFromInline let index: Int
    @usableFromInline let lookup: RowLookup
    @usableFromInline private(set) var changes: [(slot: Int, text: String?)] = []

    @usableFromInline
    init(batch: RecordBatch, index: Int, lookup: RowLookup) {
        self.batch = batch
        self.index = index
        self.lookup = lookup
    }

    /// The text of a field, whatever its type: numbers with a point, dates as `2021-05-31`; nil when it is missing.
    /// Setting it is for text fields.
    public subscript(_ field: some FieldOption) -> String? {
        get {
            guard let field = lookup.schema[field.name] else { return nil }
            return text(of: field)
        }
        set {
            guard let slot = lookup.slot(of: field.name) else { return }
            changes.removeAll { $0.slot == slot }
            changes.append((slot, newValue))
        }
    }

    /// The text of a field of the schema, as the subscript gives it.
    public func text(of field: Field) -> String? {
        if let change = changes.first(where: { $0.slot == field.slot }) { return change.text }
        return batch.text(of: field, row: index)
    }

    /// The whole number, day number or 0/1 of a field; nil when it is missing or of another type.
    @inlinable
    public func integer(_ field: some FieldOption) -> Int64? {
        guard let column = present(field.name), column.form == .integers else { return nil }
        return column.integers[index]
    }

    /// The number of a field; nil when it is missing, no number, or longer than 18 digits.
    @inlinable
    public func number(_ field: some FieldOption) -> Decimal64? {
        guard let column = present(field.name) else { return nil }
        switch column.form {
        case .integers: return Decimal64(column.integers[index])
        case .decimals where column.scales[index] != Column.wideScale:
            return Decimal64(mantissa: column.integers[index], scale: column.scales[index])
        default: return nil
        }
    }

    /// Whether there is a value, or why there is none.
    @inlinable
    public func state(_ field: some FieldOption) -> ValueState {
        guard let slot = lookup.slot(of: field.name) else { return .missing }
        return batch.column(slot).state(index)
    }

    @inlinable
    func present(_ name: String) -> Column? {
        guard let slot = lookup.slot(of: name) else { return nil }
        let column = batch.column(slot)
        return column.isPresent(index) ? column : nil
    }
}
