public import StageKit

/// What is taken of cells such as `DK: Danmark` in SDMX-CSV.
public enum SDMXLabels: String, OptionChoice {
    /// All of the cell: the file has codes alone.
    case none
    /// What stands before the colon.
    case code
    /// What stands behind it.
    case label
}
