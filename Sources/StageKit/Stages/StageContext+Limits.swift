extension StageContext {
    /// Reports a limit that is none that can be kept.
    /// - Parameters:
    ///   - name: the option as it is written.
    ///   - unit: what is counted, such as `bytes`.
    package mutating func checkLimit(
        _ name: StaticString,
        _ value: Int,
        in range: ClosedRange<Int>,
        unit: StaticString? = nil,
        at place: SourcePlace?
    ) {
        guard !range.contains(value) else { return }
        let unit = unit.map { " \($0)" } ?? ""
        mistake("'\(name)' is from \(range.lowerBound) to \(range.upperBound)\(unit)", at: place)
    }
}
