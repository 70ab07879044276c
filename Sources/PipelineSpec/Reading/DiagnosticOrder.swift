import StageKit

extension [Diagnostic] {
    /// Each mistake once, in the order of the file; files in the order in which they turned up; last what has no place.
    func inOrder() -> [Diagnostic] {
        var ranks: [String: Int] = [:]
        for file in compactMap(\.place?.file) where ranks[file] == nil { ranks[file] = ranks.count }
        var seen: Set<Diagnostic> = []
        let once = filter { seen.insert($0).inserted }
        // With the offset the sort is stable, which the standard library does not promise.
        let keys = once.enumerated().map { offset, diagnostic in
            guard let place = diagnostic.place else { return (Int.max, 0, 0, offset) }
            return (ranks[place.file] ?? 0, place.line, place.column, offset)
        }
        return keys.sorted(by: <).map { once[$0.3] }
    }
}
