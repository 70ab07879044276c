import ByteKernels
import StageKit

/// Finds the codes of a field in a code list; scratch memory of one worker.
final class CodeMatcher {
    /// Which texts are taken.
    enum Spelling {
        /// The code itself.
        case code
        /// Code, name and alias, folded too.
        case any
    }

    /// In place of a code: there is no such entry.
    static let unknown = UInt32.max - 2
    /// In place of a code: there is such an entry, but not then.
    static let notValidThen = UInt32.max - 3
    /// The smallest number that is no code.
    static let firstOther = notValidThen

    private let list: CodeList
    private let spelling: Spelling
    private let clock: CodeClock
    private let translation = TextTranslation()

    init(list: CodeList, spelling: Spelling, clock: CodeClock) {
        self.list = list
        self.spelling = spelling
        self.clock = clock
    }

    /// The code of each row, `unknown`, `notValidThen`, or `TextTranslation.absent` for a row without a value.
    var codes: [UInt32] { translation.numbers }

    /// Finds the codes of a batch.
    /// - Parameter days: the day of each row, when the clock is a field.
    func match(_ column: Column, in batch: RecordBatch, days: [Int64]) {
        switch clock {
        case .fixed(let day):
            translation.translate(column, in: batch) { text in
                meaning(text).map { Self.number(list.match($0, at: day)) } ?? Self.unknown
            }
        case .field:
            translation.translate(column, in: batch) { text in meaning(text)?.index ?? Self.unknown }
            translation.update { numbers in
                for row in numbers.indices where numbers[row] < Self.firstOther {
                    numbers[row] = number(CodeMeaning(index: numbers[row]), on: days[row])
                }
            }
        }
    }

    /// Changes what was found in place.
    func update(_ body: (inout [UInt32]) -> Void) { translation.update(body) }

    private func meaning(_ text: Span<UInt8>) -> CodeMeaning? {
        spelling == .code ? list.meaning(ofCode: text) : list.meaning(of: text)
    }

    private func number(_ meaning: CodeMeaning, on day: Int64) -> UInt32 {
        switch day {
        case DayColumn.none: Self.number(list.match(meaning, at: nil))
        case DayColumn.unreadable: Self.notValidThen
        default: Self.number(list.match(meaning, at: day))
        }
    }

    private static func number(_ match: CodeMatch) -> UInt32 {
        switch match {
        case .code(let code): code
        case .unknown: unknown
        case .notValidThen: notValidThen
        }
    }
}
