public import StageKit

/// In which order the categories of a dimension are written.
public enum CategoryOrder: String, OptionChoice {
    /// That of the records.
    case firstSeen = "first_seen"
    /// By the bytes of their codes.
    case sorted
}
