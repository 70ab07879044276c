import StageKit

/// Which columns go where when a table is turned.
struct UnpivotPlan: Sendable {
    /// Slots of the fields that every new row repeats.
    let kept: [Int]
    /// The slot of the names of the groups.
    let name: Int
    /// The names of the groups.
    let names: ValueDictionary
    /// The slots that get values.
    let targets: [Int]
    /// The type of each target.
    let types: [FieldType]
    /// The sources of each group, one for each target where there is one.
    let groups: [[Field?]]
    /// Whether a row without any value is left out.
    let skipsMissing: Bool
}

/// The rows that a batch becomes.
struct UnpivotRows {
    /// The old row of each new one.
    var rows: [UInt32] = []
    /// The group of each new row; `none` for the one copy of a row that is not turned.
    var groups: [UInt32] = []
    /// New rows that are to be dropped: all their values are missing.
    var dropped: [Int] = []

    static let none = UInt32.max

    init(_ plan: UnpivotPlan, _ batch: RecordBatch) {
        let groups = 0..<UInt32(plan.groups.count)
        for row in 0..<batch.rowCount {
            let old = UInt32(row)
            // A row that is out already is copied once: its faults are not to multiply.
            guard batch.fates[row] == RecordBatch.Fate.kept else {
                append(old, Self.none)
                continue
            }
            let first = rows.count
            for group in groups {
                guard !plan.skipsMissing || plan.groups[Int(group)].contains(where: { Self.has($0, row, batch) }) else {
                    continue
                }
                append(old, group)
            }
            if rows.count == first {
                dropped.append(first)
                append(old, Self.none)
            }
        }
    }

    private mutating func append(_ row: UInt32, _ group: UInt32) {
        rows.append(row)
        groups.append(group)
    }

    /// Whether there is a value, or a faulty one, which must not vanish.
    private static func has(_ field: Field?, _ row: Int, _ batch: RecordBatch) -> Bool {
        guard let field else { return false }
        let state = batch.column(field.slot).state(row)
        return state.isPresent || state == .invalid
    }
}
