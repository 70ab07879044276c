import StageKit

/// When the codes of a stage must hold: the options `at` and `at_field`, checked.
enum CodeClock {
    /// At one day for all records; at any time when it is nil.
    case fixed(Int64?)
    /// At the day of each record.
    case field(Field)
}

extension StageContext {
    /// Checks `at` and `at_field`; nil when a mistake was reported.
    mutating func clock(at day: CodeDay?, field option: DayField?) -> CodeClock? {
        guard let option else { return .fixed(day?.days) }
        if day != nil { mistake("at and at_field exclude each other", at: option.reference.place) }
        return field(option).map(CodeClock.field)
    }
}
