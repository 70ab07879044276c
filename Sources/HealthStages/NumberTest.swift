import ByteKernels
import StageKit

/// Numbers to compare with exactly, whatever their decimals.
struct NumberTest: Sendable {
    var from: WrittenNumber?
    var to: WrittenNumber?
    var values: [WrittenNumber]
    var isWanted: Bool

    func passes(_ column: Column, row: Int) -> Bool {
        let integer = column.integers[row]
        guard column.form == .decimals else { return passes(Decimal64(integer)) }
        let scale = column.scales[row]
        if let number = Decimal64(mantissa: integer, scale: scale) { return passes(number) }
        let range = Int(column.offsets[Int(integer)])..<Int(column.offsets[Int(integer) + 1])
        return passes(Array(column.arena[range]))
    }

    private func passes(_ number: Decimal64) -> Bool {
        if !values.isEmpty { return values.contains { $0.value == number } == isWanted }
        return !(from.map { number < $0.value } ?? false) && !(to.map { $0.value < number } ?? false)
    }

    /// For numbers too long for a `Decimal64`.
    private func passes(_ digits: [UInt8]) -> Bool {
        if !values.isEmpty { return values.contains { order(digits, $0) == .equal } == isWanted }
        return !(from.map { order(digits, $0) == .less } ?? false)
            && !(to.map { order(digits, $0) == .greater } ?? false)
    }

    private func order(_ digits: [UInt8], _ number: WrittenNumber) -> NumberOrder? {
        DecimalText.compare(digits.span, number.text.span)
    }
}

/// A number of the options, in the two forms in which columns hold numbers.
struct WrittenNumber: Sendable {
    let value: Decimal64
    let text: [UInt8]

    init?(_ written: String) {
        let bytes = Array(written.utf8)
        guard case .value(let value) = Decimal64.parse(bytes.span, from: 0, to: bytes.count, mark: .point) else {
            return nil
        }
        self.value = value
        text = Array(value.description.utf8)
    }
}
