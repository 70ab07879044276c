import StageKit

extension StageContext {
    /// The fields of an option that takes one or more; reports an empty list and a field named twice.
    mutating func ruleFields(_ options: [some FieldOption], at origin: OptionOrigin) -> [Field] {
        if options.isEmpty { mistake("no field is named", at: origin.place, hint: "write fields: [a, b]") }
        var names: Set<String> = []
        for option in options where !names.insert(option.name).inserted {
            mistake("field '\(option.name)' is named twice", at: option.reference.place)
        }
        return fields(options)
    }
}

extension RecordBatch {
    /// Notes that a value breaks a rule; where the record is rejected, later rules take the value for invalid.
    func turnDown(row: Int, slot: Int, rule: RuleHandle) {
        if rule.onFail == .reject {
            invalidate(row: row, rule: rule, slot: slot)
        } else {
            fault(row: row, rule: rule, slot: slot)
        }
    }
}
