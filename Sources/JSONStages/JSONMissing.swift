public import StageKit

/// How a writer of JSON writes a value that is missing.
public enum JSONMissing: String, OptionChoice {
    /// As `null`.
    case null
    /// The key is left out.
    case omit
}
