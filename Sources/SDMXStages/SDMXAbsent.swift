public import StageKit

/// What becomes of a file in which nothing has a concept that is a field.
public enum SDMXAbsent: String, OptionChoice {
    /// It is refused: the concept may be misspelt.
    case refuse
    /// The field is missing in all its records; such fields are counted.
    case allow
}
