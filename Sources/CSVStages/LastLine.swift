public import StageKit

/// What becomes of a file whose last line has no line end: it may be whole, or cut off in the middle of a value.
public enum LastLine: String, OptionChoice {
    /// It is read, and counted in the report.
    case take
    case refuse
}
