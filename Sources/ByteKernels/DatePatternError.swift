/// Why a text is no date pattern.
public struct DatePatternError: Error, Equatable {
    /// What is wrong and what to do.
    public let message: String
    /// The character of the pattern where the mistake begins, counted from zero.
    public let position: Int
}
