public import StageKit

/// What becomes of a message whose footer says that something went wrong.
public enum SDMXFooter: String, OptionChoice {
    /// The file is refused, unless all that the footer says is called information.
    case refuse
    /// The observations are read; what the footer says is counted.
    case allow
}
