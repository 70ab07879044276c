import ByteKernels
import StageKit

/// Builds a typed column value by value from texts.
struct ColumnBuilder {
    private let type: FieldType
    private var states: [UInt8] = []
    private var integers: [Int64] = []
    private var scales: [UInt8] = []
    private var arena: [UInt8] = []
    private var offsets: [UInt32] = [0]

    init(_ type: FieldType, rowCount: Int) {
        self.type = type
        states.reserveCapacity(rowCount)
    }

    /// What a text is in a type.
    private enum Parsed {
        case integer(Int64)
        case decimal(Decimal64)
        case wide([UInt8])
        case text
    }

    /// Whether a text is a value of the type.
    static func isValue(_ bytes: Span<UInt8>, _ range: Range<Int>, of type: FieldType) -> Bool {
        parse(bytes, range, type) != nil
    }

    private static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>, _ type: FieldType) -> Parsed? {
        switch type {
        case .text: return .text
        case .integer:
            guard case .value(let value) = IntegerText.parse(bytes, from: range.lowerBound, to: range.upperBound)
            else { return nil }
            return .integer(value)
        case .boolean:
            let word = range.map { bytes[$0] }
            return word.elementsEqual("true".utf8) ? .integer(1) : word.elementsEqual("false".utf8) ? .integer(0) : nil
        case .date: return ISODay.parse(range.map { bytes[$0] }).map { .integer($0) }
        case .number, .decimal:
            switch Decimal64.parse(bytes, from: range.lowerBound, to: range.upperBound, mark: .point) {
            case .value(let number): return .decimal(number)
            case .notANumber: return nil
            case .tooLong:
                var digits: [UInt8] = []
                guard type == .number,
                    DecimalText.append(
                        bytes,
                        from: range.lowerBound,
                        to: range.upperBound,
                        mark: .point,
                        into: &digits
                    )
                else { return nil }
                return .wide(digits)
            }
        }
    }

    /// Appends a value, or what stands for a missing one where the state says so.
    /// - Returns: false, with nothing appended, when the text is no value of the type.
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>, state: UInt8) -> Bool {
        guard state & 0x7f == 0 else {
            appendMissing(state)
            return true
        }
        guard let parsed = Self.parse(bytes, range, type) else { return false }
        states.append(state)
        switch parsed {
        case .integer(let value): integers.append(value)
        case .decimal(let number):
            integers.append(number.mantissa)
            scales.append(number.scale)
        case .wide(let digits):
            integers.append(Int64(offsets.count - 1))
            scales.append(Column.wideScale)
            arena += digits
            offsets.append(UInt32(clamping: arena.count))
        case .text:
            for place in range { arena.append(bytes[place]) }
            offsets.append(UInt32(clamping: arena.count))
        }
        return true
    }

    mutating func appendMissing(_ state: UInt8) {
        states.append(state)
        switch type {
        case .text: offsets.append(UInt32(clamping: arena.count))
        case .integer, .boolean, .date: integers.append(0)
        case .number, .decimal:
            integers.append(0)
            scales.append(0)
        }
    }

    /// Gives the column its values.
    consuming func end(_ column: Column) {
        column.states = states.allSatisfy { $0 == 0 } ? [] : states
        column.integers = integers
        column.scales = scales
        column.arena = arena
        column.offsets = offsets
        switch type {
        case .text: column.form = .text
        case .integer, .boolean, .date: column.form = .integers
        case .number, .decimal: column.form = .decimals
        }
    }
}
