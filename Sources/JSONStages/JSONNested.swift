public import StageKit

/// What a reader of JSON does with an object or array in a field.
public enum JSONNested: String, OptionChoice {
    /// The record is turned down.
    case reject
    /// The field is its JSON text, without white space.
    case text
    /// The field is the plain values of the array with a separator between them.
    case join
}
