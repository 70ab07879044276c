public import ByteKernels

/// The values of the fields of a stage in one batch, as they were before the stage: nothing changes while records of the
/// batch are read, so that reading a value costs little more than finding it.
@usableFromInline
final class RowFields {
    @usableFromInline let batch: RecordBatch
    @usableFromInline let lookup: RowLookup
    /// One for each of the lookup's fields.
    @usableFromInline let columns: [Values]

    /// A column that does not change. One object, so that reading a value counts one reference and not one to each array.
    @usableFromInline
    final class Values {
        @usableFromInline let form: Column.Form
        @usableFromInline let states: [UInt8]
        @usableFromInline let integers: [Int64]
        @usableFromInline let scales: [UInt8]

        @usableFromInline
        init(_ column: Column) {
            form = column.form
            states = column.states
            integers = column.integers
            scales = column.scales
        }

        @inlinable @inline(__always)
        func state(_ row: Int) -> ValueState { states.isEmpty ? .present : ValueState(rawValue: states[row]) }

        @inlinable @inline(__always)
        func isPresent(_ row: Int) -> Bool { states.isEmpty || states[row] & 0x7f == 0 }

        @inlinable @inline(__always)
        func integer(_ row: Int) -> Int64? {
            form == .integers && isPresent(row) ? integers[row] : nil
        }

        @inlinable @inline(__always)
        func number(_ row: Int) -> Decimal64? {
            guard isPresent(row) else { return nil }
            switch form {
            case .integers: return Decimal64(integers[row])
            case .decimals where scales[row] != Column.wideScale:
                return Decimal64(mantissa: integers[row], scale: scales[row])
            default: return nil
            }
        }
    }

    @usableFromInline
    init(_ batch: RecordBatch, _ lookup: RowLookup) {
        self.batch = batch
        self.lookup = lookup
        columns = lookup.fields.map { Values(batch.column($0.slot)) }
    }

    /// The values of a field that no option names; nil when there is no such field.
    @usableFromInline @inline(never)
    func others(_ reference: FieldReference) -> Values? {
        lookup.schema[reference.name].map { Values(batch.column($0.slot)) }
    }
}
