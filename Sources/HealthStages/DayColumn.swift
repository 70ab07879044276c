import ByteKernels
import StageKit

/// The day of each row, from a field of dates or years; scratch memory of one worker.
final class DayColumn {
    /// For a row without a day.
    static let none = Int64.min
    /// For a text or number that is no year.
    static let unreadable = Int64.max

    /// Days since 1970-01-01, or one of the above.
    private(set) var days: [Int64] = []
    private let field: Field
    private let years = TextTranslation()

    /// Nil when the clock is not a field.
    init?(_ clock: CodeClock) {
        guard case .field(let field) = clock else { return nil }
        self.field = field
    }

    /// Reads the days of a batch.
    func read(_ batch: RecordBatch) {
        let column = batch.column(field.slot)
        days.removeAll(keepingCapacity: true)
        days.reserveCapacity(batch.rowCount)
        if column.form == .integers {
            readIntegers(column, rowCount: batch.rowCount)
        } else {
            readTexts(column, in: batch)
        }
    }

    private func readIntegers(_ column: Column, rowCount: Int) {
        let integers = column.integers
        let states = column.states
        let isDate = field.type == .date
        var lastYear: Int64 = 0
        var lastDay = Self.unreadable
        for row in 0..<rowCount {
            guard states.isEmpty || ValueState(rawValue: states[row]).isPresent else {
                days.append(Self.none)
                continue
            }
            if isDate {
                days.append(integers[row])
            } else {
                if integers[row] != lastYear {
                    lastYear = integers[row]
                    lastDay = Self.firstDay(ofYear: lastYear)
                }
                days.append(lastDay)
            }
        }
    }

    private func readTexts(_ column: Column, in batch: RecordBatch) {
        years.translate(column, in: batch) { text in
            guard case .value(let year) = IntegerText.parse(text, from: 0, to: text.count), (1...9999).contains(year)
            else { return 0 }
            return UInt32(truncatingIfNeeded: year)
        }
        var lastYear: UInt32 = 0
        var lastDay = Self.unreadable
        for year in years.numbers {
            guard year != TextTranslation.absent else {
                days.append(Self.none)
                continue
            }
            if year != lastYear {
                lastYear = year
                lastDay = Self.firstDay(ofYear: Int64(year))
            }
            days.append(lastDay)
        }
    }

    private static func firstDay(ofYear year: Int64) -> Int64 {
        CalendarDate(year: Int(year), month: 1, day: 1).map { Int64($0.days) } ?? unreadable
    }
}
