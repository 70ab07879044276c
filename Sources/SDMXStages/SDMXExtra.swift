public import StageKit

/// What a reader of SDMX does with dimensions that are not among its fields.
public enum SDMXExtra: String, OptionChoice {
    /// They are left out; their values are counted.
    case ignore
    /// The file is refused, with the place of the first.
    case refuse
}
