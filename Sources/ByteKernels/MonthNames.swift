/// The language of the month names in dates.
public enum MonthNames: Sendable {
    case danish
    case english

    private var names: [String] {
        switch self {
        case .danish:
            [
                "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
                "november", "december",
            ]
        case .english:
            [
                "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                "november", "december",
            ]
        }
    }

    /// The names to look for, as keys: the full names, and with `abbreviated` their first three letters and `sept`.
    func keys(abbreviated: Bool) -> [MonthKey] {
        var keys: [MonthKey] = []
        for (index, name) in names.enumerated() {
            keys.append(MonthKey(name, month: index + 1, isFull: true))
            if abbreviated, name.utf8.count > 3 {
                keys.append(MonthKey(String(name.prefix(3)), month: index + 1, isFull: false))
            }
        }
        if abbreviated { keys.append(MonthKey("sept", month: 9, isFull: false)) }
        return keys
    }
}
