/// What came of reading bytes as a decimal number.
@frozen
public enum ParsedDecimal: Equatable, Sendable {
    case value(Decimal64)
    case notANumber
    /// A number, but with more than 18 significant digits or 18 decimals: `DecimalText` keeps its digits.
    case tooLong
}
