/// The values of one field in one batch.
///
/// A column begins as *raw*: it only knows where its cells stand in the record table of the batch. The first stage that
/// needs the values gives it another form. Buffers keep their capacity from batch to batch.
public final class Column {
    /// How the values are held.
    public enum Form: UInt8, Sendable {
        /// Cells of the record table: bytes as delivered, perhaps quoted, in the encoding of the delivery.
        case raw
        /// UTF-8 in `arena`, split by `offsets`.
        case text
        /// `codes` into `dictionary`.
        case coded
        /// `integers`: whole numbers, days since 1970-01-01, or 0 and 1 for booleans.
        case integers
        /// Mantissas in `integers`, the number of decimals in `scales`; `wideScale` marks text in the arena.
        case decimals
    }

    /// The scale of a number too long for a mantissa: its digits are text number `integers[row]` of the arena.
    public static let wideScale: UInt8 = 255

    /// How the values are held.
    public var form = Form.raw
    /// The place of the cells in each delivered record, counted from 0; -1 for a column made by a stage.
    public var source = -1
    /// The place of each row's cell in the record table, when rows are not delivered records (after unpivot).
    public var cells: [UInt32] = []
    /// The `ValueState` of each row; empty when all are present.
    public var states: [UInt8] = []
    /// See `Form`.
    public var integers: [Int64] = []
    /// See `Form`.
    public var scales: [UInt8] = []
    /// See `Form`.
    public var arena: [UInt8] = []
    /// Where each text of `arena` begins; one more entry than there are texts.
    public var offsets: [UInt32] = []
    /// See `Form`.
    public var codes: [UInt32] = []
    /// See `Form`.
    public var dictionary = ValueDictionary.empty

    /// An empty raw column.
    public init() {}

    /// Makes the column raw again, for the next batch.
    public func reset(source: Int) {
        form = .raw
        self.source = source
        cells.removeAll(keepingCapacity: true)
        states.removeAll(keepingCapacity: true)
        integers.removeAll(keepingCapacity: true)
        scales.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        codes.removeAll(keepingCapacity: true)
        dictionary = .empty
    }

    /// Whether there is a value in the row.
    @inlinable
    public func isPresent(_ row: Int) -> Bool { states.isEmpty || states[row] & 0x7f == 0 }

    /// The state of the row.
    @inlinable
    public func state(_ row: Int) -> ValueState { states.isEmpty ? .present : ValueState(rawValue: states[row]) }

    /// Sets the state of a row of a batch with `rowCount` rows.
    @inlinable
    public func setState(_ state: ValueState, row: Int, rowCount: Int) {
        if states.isEmpty {
            if state == .present { return }
            states.append(contentsOf: repeatElement(0, count: rowCount))
        }
        states[row] = state.rawValue
    }
}
