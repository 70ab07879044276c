import ByteKernels
import StageKit

/// Days, in one of several forms.
struct DateNotation: Notation {
    static var type: FieldType { .date }
    static var rules: [Rejection] { [.notADate, .noSuchDay] }

    private let first: DatePattern
    /// The other patterns, in the order in which they are tried.
    private let others: [DatePattern]
    /// Whether all that stands in the patterns is in ASCII, so that undecoded bytes can be compared with it.
    private let isASCII: Bool

    init(_ first: DatePattern, others: [DatePattern] = [], isASCII: Bool = true) {
        self.first = first
        self.others = others
        self.isASCII = isASCII
    }

    @inline(__always)
    mutating func read(_ bytes: Span<UInt8>, from: Int, to: Int, kind: UInt32, isUTF8: Bool) -> Reading {
        guard from < to, isUTF8 || isASCII else { return Reading(fault: 1) }
        switch first.parse(bytes, from: from, to: to) {
        case .date(let date): return Reading(Int64(date.days))
        case .noSuchDay: return Reading(fault: 2)
        case .notADate: return readOthers(bytes, from: from, to: to)
        }
    }

    /// The first pattern with the right form decides: a later one might read the day as a month.
    @inline(never)
    private func readOthers(_ bytes: Span<UInt8>, from: Int, to: Int) -> Reading {
        for pattern in others {
            switch pattern.parse(bytes, from: from, to: to) {
            case .date(let date): return Reading(Int64(date.days))
            case .noSuchDay: return Reading(fault: 2)
            case .notADate: continue
            }
        }
        return Reading(fault: 1)
    }
}
