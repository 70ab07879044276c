/// The columns that together tell one record from another.
enum KeyGuess {
    /// Nil when none were found, or not all records could be compared.
    static func fields(_ columns: [ColumnGuess], records: Int) -> [String]? {
        guard records >= 5, records <= ColumnProfile.mostCodes else { return nil }
        let full = columns.filter { $0.isDimension && $0.blanks == 0 && $0.codes.count == records }
        if let one = full.first(where: { $0.different == records }) { return [one.name] }
        // A constant tells nothing apart; too many columns are no key.
        let parts = full.filter { $0.different > 1 }.prefix(12)
        guard parts.count > 1, isUnique(Array(parts)) else { return nil }
        var key = Array(parts)
        for column in parts.reversed() where key.count > 2 {
            let fewer = key.filter { $0.name != column.name }
            if isUnique(fewer) { key = fewer }
        }
        return key.map(\.name)
    }

    private static func isUnique(_ columns: [ColumnGuess]) -> Bool {
        guard let count = columns.first?.codes.count else { return false }
        var seen: Set<[UInt32]> = []
        seen.reserveCapacity(count)
        for row in 0..<count where !seen.insert(columns.map { $0.codes[row] }).inserted { return false }
        return true
    }
}
