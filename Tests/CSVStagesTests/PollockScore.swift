/// How much of a table came through, as Pollock judges it: 1 for a file that is read, and precision, recall and their
/// mean for header, records and cells; at most 10.
struct PollockScore {
    let value: Double

    init(read: [[String]], meant: [[String]]) {
        let parts = [
            Self.parts(read.first ?? [], meant.first ?? []),
            Self.parts(Array(read.dropFirst()), Array(meant.dropFirst())),
            Self.parts(read.dropFirst().flatMap { $0 }, meant.dropFirst().flatMap { $0 }),
        ]
        value = 1 + parts.reduce(0, +)
    }

    /// Precision, recall and their harmonic mean, added up.
    private static func parts<Part: Hashable>(_ read: [Part], _ meant: [Part]) -> Double {
        var left: [Part: Int] = [:]
        for part in meant { left[part, default: 0] += 1 }
        var found = 0
        for part in read where left[part, default: 0] > 0 {
            left[part, default: 0] -= 1
            found += 1
        }
        let precision = read.isEmpty ? (meant.isEmpty ? 1 : 0) : Double(found) / Double(read.count)
        let recall = meant.isEmpty ? 1 : Double(found) / Double(meant.count)
        return precision + recall + (precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall))
    }
}
