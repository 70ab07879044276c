/// For each text of a code list, which code it means when.
///
/// The periods of a text do not overlap, so that the answer for a day is the one period that holds it.
struct CodeTimelines: Sendable {
    /// In place of a code: more than one is meant.
    static let ambiguous = UInt32.max

    private var periods: [CodePeriod] = []
    private var starts: [UInt32] = [0]
    private var anyTime: [UInt32] = []

    var count: Int { anyTime.count }

    /// Adds a text.
    /// - Parameter levels: the entries that it may mean, the closest spelling first; a closer one hides the others
    ///   while it holds.
    mutating func append(_ levels: [[CodePeriod]]) {
        var boundaries = Set(levels.joined().map(\.from))
        for period in levels.joined() where period.to < .max { boundaries.insert(period.to + 1) }
        let days = boundaries.sorted()
        let first = periods.count
        for (index, day) in days.enumerated() {
            guard let code = code(on: day, levels) else { continue }
            let end = index + 1 < days.count ? days[index + 1] - 1 : .max
            if let last = periods[first...].last, last.code == code, last.to + 1 == day {
                periods[periods.count - 1].to = end
            } else {
                periods.append(CodePeriod(code: code, from: day, to: end))
            }
        }
        starts.append(UInt32(clamping: periods.count))
        anyTime.append(newestCode(levels))
    }

    func match(_ index: UInt32, at day: Int64?) -> CodeMatch {
        let text = Int(index)
        guard let day else { return Self.match(anyTime[text]) }
        for period in Int(starts[text])..<Int(starts[text + 1])
        where periods[period].from <= day && day <= periods[period].to {
            return Self.match(periods[period].code)
        }
        return .notValidThen
    }

    private static func match(_ code: UInt32) -> CodeMatch { code == ambiguous ? .unknown : .code(code) }

    private func code(on day: Int64, _ levels: [[CodePeriod]]) -> UInt32? {
        for level in levels {
            let held = level.filter { $0.from <= day && day <= $0.to }
            guard let first = held.first else { continue }
            return held.allSatisfy { $0.code == first.code } ? first.code : Self.ambiguous
        }
        return nil
    }

    private func newestCode(_ levels: [[CodePeriod]]) -> UInt32 {
        guard let level = levels.first(where: { !$0.isEmpty }), var newest = level.first else { return Self.ambiguous }
        for period in level where period.isNewer(than: newest) { newest = period }
        let isAlone = level.allSatisfy { $0.code == newest.code || !$0.overlaps(newest) }
        return isAlone ? newest.code : Self.ambiguous
    }
}
