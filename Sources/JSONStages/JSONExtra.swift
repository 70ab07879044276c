public import StageKit

/// What a reader of JSON does with keys that are not among its fields.
public enum JSONExtra: String, OptionChoice {
    /// They are left out; records that have some are counted.
    case ignore
    /// The file is refused, with the place of the first such key.
    case refuse
}
