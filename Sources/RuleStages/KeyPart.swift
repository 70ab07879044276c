import ByteKernels
import StageKit

/// One field of the keys of a batch, as an integer for each row that has a key.
///
/// A text is the code it has in the dictionary of its column; the ordered half gives it the code it has in the run.
/// Numbers and days stand for themselves, but for those too long to fit, which are texts again.
final class KeyPart {
    let field: Field
    /// One for each row of `KeyWorker.rows`.
    private(set) var values: [UInt64] = []
    /// All values of numbers or days, one over the other: no value has a bit that this has not.
    private(set) var bits: UInt64 = 0
    /// The texts that stand for codes; nil for numbers and days.
    private(set) var dictionary: ValueDictionary?
    /// The codes of `dictionary` that are in use, each once.
    private(set) var used: [UInt32] = []
    /// The numbers that do not fit an integer: their place in `values`, and a text that equal numbers share.
    private(set) var long: [(place: Int, text: Range<Int>)] = []
    /// The bytes of `long`.
    private(set) var longTexts: [UInt8] = []
    private var isUsed: [Bool] = []
    private let coder = TextCoder()

    init(_ field: Field) {
        self.field = field
    }

    func prepare(_ batch: RecordBatch, rows: [UInt32]) throws {
        values.removeAll(keepingCapacity: true)
        values.reserveCapacity(rows.count)
        used.removeAll(keepingCapacity: true)
        long.removeAll(keepingCapacity: true)
        longTexts.removeAll(keepingCapacity: true)
        bits = 0
        switch field.type {
        case .text: takeTexts(of: batch, rows: rows)
        case .integer, .date, .boolean: try takeIntegers(of: batch, rows: rows)
        case .number, .decimal: try takeNumbers(of: batch, rows: rows)
        }
    }

    private func takeTexts(of batch: RecordBatch, rows: [UInt32]) {
        let column = batch.column(field.slot)
        coder.code(column, in: batch)
        dictionary = column.dictionary
        let codes = column.codes
        var isUsed = isUsed
        self.isUsed = []
        isUsed.removeAll(keepingCapacity: true)
        isUsed.append(contentsOf: repeatElement(false, count: column.dictionary.count))
        var values = values
        self.values = []
        for row in rows {
            let code = codes[Int(row)]
            if !isUsed[Int(code)] {
                isUsed[Int(code)] = true
                used.append(code)
            }
            values.append(UInt64(code))
        }
        self.values = values
        self.isUsed = isUsed
    }

    private func takeIntegers(of batch: RecordBatch, rows: [UInt32]) throws {
        let numbers = try NumberValues(field, in: batch)
        let integers = numbers.integers
        var values = values
        self.values = []
        var bits: UInt64 = 0
        for row in rows {
            let value = NumberKey.folded(integers[Int(row)])
            bits |= value
            values.append(value)
        }
        self.values = values
        self.bits = bits
    }

    private func takeNumbers(of batch: RecordBatch, rows: [UInt32]) throws {
        let numbers = try NumberValues(field, in: batch)
        for row in rows {
            if let value = NumberKey.short(numbers, row: Int(row)) {
                bits |= value
                values.append(value)
            } else {
                let start = longTexts.count
                let text = numbers.text(Int(row))
                if !DecimalText.appendKey(text.span, into: &longTexts) { longTexts += text }
                long.append((values.count, start..<longTexts.count))
                values.append(0)
            }
        }
    }
}
