/// What came of reading bytes as an integer.
@frozen
public enum ParsedInteger: Equatable, Sendable {
    case value(Int64)
    case notAnInteger
    /// An integer, but one that 64 bits do not hold.
    case tooLarge
}
