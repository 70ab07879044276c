import ByteKernels
import StageKit

/// The numbers, days or truth values of a column of a batch, for exact work whatever the column's form.
struct NumberValues {
    /// Whole numbers or mantissas.
    let integers: [Int64]
    /// The number of decimals of each; empty when all are whole numbers.
    let scales: [UInt8]
    /// The states when this was made; empty when all are present.
    let states: [UInt8]
    private let arena: [UInt8]
    private let offsets: [UInt32]

    /// - Throws: `UnreadableNumber` when an earlier stage typed the field without making numbers of it.
    init(_ field: Field, in batch: RecordBatch) throws(UnreadableNumber) {
        let column = batch.column(field.slot)
        states = column.states
        switch column.form {
        case .integers, .decimals:
            integers = column.integers
            scales = column.form == .decimals ? column.scales : []
            arena = column.arena
            offsets = column.offsets
        case .raw, .text, .coded:
            var reading = NumberReading()
            for row in 0..<batch.rowCount { try reading.append(row, of: field, in: batch) }
            integers = reading.integers
            scales = reading.scales
            arena = reading.texts.bytes
            offsets = reading.texts.offsets
        }
    }

    /// Whether there is a value in the row.
    func isPresent(_ row: Int) -> Bool { states.isEmpty || states[row] & 0x7f == 0 }

    /// The scale of the row; `Column.wideScale` for a number kept as text.
    func scale(_ row: Int) -> UInt8 { scales.isEmpty ? 0 : scales[row] }

    /// The digits of the row, for what is too long for a mantissa.
    func text(_ row: Int) -> [UInt8] {
        let scale = scale(row)
        if scale == Column.wideScale {
            let number = Int(integers[row])
            return Array(arena[Int(offsets[number])..<Int(offsets[number + 1])])
        }
        var text: [UInt8] = []
        if scale == 0 {
            IntegerText.write(integers[row], into: &text)
        } else {
            Decimal64(mantissa: integers[row], scale: scale)?.write(into: &text)
        }
        return text
    }

    /// How the row stands to the same row of another column, exactly; both must be present.
    func order(_ row: Int, to other: NumberValues) -> NumberOrder {
        let (mine, theirs) = (scale(row), other.scale(row))
        if mine == theirs, mine != Column.wideScale {
            let (a, b) = (integers[row], other.integers[row])
            return a == b ? .equal : a < b ? .less : .greater
        }
        if let a = Decimal64(mantissa: integers[row], scale: mine),
            let b = Decimal64(mantissa: other.integers[row], scale: theirs)
        {
            return a == b ? .equal : a < b ? .less : .greater
        }
        // A number whose power of ten has more than 18 digits is beyond comparing, and passes as equal.
        return DecimalText.compare(text(row).span, other.text(row).span) ?? .equal
    }
}

/// A field is said to hold numbers, and holds text that is none: a fault of the stage that typed it.
struct UnreadableNumber: Error, CustomStringConvertible {
    let field: String
    var description: String { "field '\(field)' is typed as a number, but holds text that is none" }
}

/// Numbers read from a column of text.
private struct NumberReading: ~Copyable {
    var integers: [Int64] = []
    var scales: [UInt8] = []
    var texts = TextArena()
    private var buffer = OutputBuffer()

    mutating func append(_ row: Int, of field: Field, in batch: RecordBatch) throws(UnreadableNumber) {
        guard batch.column(field.slot).isPresent(row) else { return add(0, scale: 0) }
        buffer.removeAll()
        batch.appendText(of: field, row: row, to: &buffer)
        let parsed = Decimal64.parse(buffer.span, from: 0, to: buffer.count, mark: .point)
        if case .value(let number) = parsed { return add(number.mantissa, scale: number.scale) }
        // Too long, or with an exponent as in JSON.
        let bytes = buffer.bytes
        guard DecimalText.compare(bytes.span, bytes.span) != nil else { throw UnreadableNumber(field: field.name) }
        add(Int64(texts.count), scale: Column.wideScale)
        texts.append { $0.append(bytes.span) }
    }

    private mutating func add(_ integer: Int64, scale: UInt8) {
        integers.append(integer)
        scales.append(scale)
    }
}
