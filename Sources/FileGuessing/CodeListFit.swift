import StageKit

/// How many values of a column a code list knows.
struct CodeListFit {
    let list: NamedCodeList
    /// Values that are a code, a name or an alias, and those that are exactly a code.
    private(set) var known = 0
    private(set) var exact = 0
    /// Of the known ones those that mean no code today.
    private(set) var expired = 0
    /// Values looked at: neither blank nor a sign.
    private(set) var present = 0
    /// Different codes that were met.
    private(set) var codes: Set<UInt32> = []
    private(set) var different = 0
    /// Different values that it does not know.
    private(set) var unknown = 0

    init(_ column: ColumnProfile, _ list: NamedCodeList, today: Int64) {
        self.list = list
        for (shape, count) in zip(column.shapes, column.counts) {
            guard !shape.readings.contains(.blank) else { continue }
            let text = Array(shape.text)
            let meaning = list.list.meaning(of: text.span)
            // M can be a sign for a missing value, and a man.
            if meaning == nil, let sign = MissingSign(shape.text), !sign.mayBeCode { continue }
            present += count
            different += 1
            guard let meaning, case .code(let code) = list.list.match(meaning, at: nil) else {
                unknown += 1
                continue
            }
            known += count
            codes.insert(code)
            if list.list.code(text.span) != nil { exact += count }
            if case .code = list.list.match(meaning, at: today) { continue }
            expired += count
        }
    }

    var share: Double { present == 0 ? 0 : Double(known) / Double(present) }

    /// The list that knows most of a column; of lists that know as much the shortest.
    static func best(_ column: ColumnProfile, _ lists: [NamedCodeList], today: Int64) -> CodeListFit? {
        guard column.isComplete, column.counts.count <= 20_000 else { return nil }
        let isNumeric = column.tally.numbers == column.tally.present
        var best: CodeListFit?
        for list in lists {
            let fit = CodeListFit(column, list, today: today)
            // Small numbers are codes of many lists; three that fit are no accident, nor most codes of a short one.
            let least = isNumeric ? 3 : 2
            guard fit.codes.count >= min(least, fit.list.list.codes.count), fit.share >= (isNumeric ? 0.9 : 0.5) else {
                continue
            }
            if isNumeric, column.tally.longest < 3, fit.exact < fit.known { continue }
            guard let current = best else {
                best = fit
                continue
            }
            if fit.known != current.known {
                if fit.known > current.known { best = fit }
            } else if fit.list.list.codes.count < current.list.list.codes.count {
                best = fit
            }
        }
        return best
    }
}
