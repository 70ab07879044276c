/// What happens to a record that breaks a rule.
public enum OnFail: String, Sendable, OptionChoice {
    /// The record is turned down and listed.
    case reject
    /// The record stays; the fault is counted and listed.
    case flag
    /// Nothing is published; the run reads on, so that the list of faults is whole.
    case stop
}

/// A rule of a stage of this run, ready to be broken.
public struct RuleHandle: Hashable, Sendable {
    /// The number of the rule in the run.
    public let index: UInt16
    /// What breaking it does.
    public let onFail: OnFail

    /// Made by whoever prepares the chain.
    public init(index: UInt16, onFail: OnFail) {
        self.index = index
        self.onFail = onFail
    }
}

/// The faults found in a batch, as numbers; they become text only when they are written.
public struct FaultLog: Sendable {
    /// The row of each fault.
    public private(set) var rows: [UInt32] = []
    /// The rule of each fault: `RuleHandle.index`.
    public private(set) var rules: [UInt16] = []
    /// The slot of the faulty field; `noField` for a fault of the whole record.
    public private(set) var slots: [UInt16] = []
    /// For values that unpivot moved: the place of the cell in the record table plus 1; 0 otherwise.
    public private(set) var cells: [UInt32] = []

    /// The slot of a fault that belongs to no field.
    public static let noField = UInt16.max

    /// An empty log.
    public init() {}

    /// The number of faults.
    public var count: Int { rows.count }

    mutating func append(row: Int, rule: RuleHandle, slot: UInt16, cell: UInt32) {
        rows.append(UInt32(row))
        rules.append(rule.index)
        slots.append(slot)
        cells.append(cell)
    }

    mutating func renumber(_ newRow: (UInt32) -> UInt32) {
        for index in rows.indices { rows[index] = newRow(rows[index]) }
    }

    /// Keeps the faults of the first rows.
    mutating func keep(rowsBelow end: Int) {
        let kept = rows.indices.filter { rows[$0] < end }
        rows = kept.map { rows[$0] }
        rules = kept.map { rules[$0] }
        slots = kept.map { slots[$0] }
        cells = kept.map { cells[$0] }
    }

    mutating func removeAll() {
        rows.removeAll(keepingCapacity: true)
        rules.removeAll(keepingCapacity: true)
        slots.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
    }
}

/// A delivered record that became no row: it could not be split into its fields.
public struct UnsplitRecord: Sendable, Equatable {
    /// The number of rows of the batch that stand before it.
    public var row: Int
    /// Its line, relative to the first line of the batch.
    public var line: UInt32
    /// Its bytes in the block as delivered.
    public var bytes: Range<Int>
    /// The rule that it broke.
    public var rule: RuleHandle

    /// Describes a record that could not be split.
    public init(row: Int, line: UInt32, bytes: Range<Int>, rule: RuleHandle) {
        self.row = row
        self.line = line
        self.bytes = bytes
        self.rule = rule
    }
}
