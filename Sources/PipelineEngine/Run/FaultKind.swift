/// Faults that are counted together: one rule, one field.
struct FaultKind: Hashable, Comparable, Sendable {
    /// The place of the rule among the rules of the plan.
    var rule: UInt16
    /// The slot of the field; `FaultLog.noField` for the whole record.
    var slot: UInt16

    static func < (a: FaultKind, b: FaultKind) -> Bool { (a.rule, a.slot) < (b.rule, b.slot) }
}
