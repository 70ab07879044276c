public import StageKit

/// What a reader of JSON makes of a record whose array, which is to be exploded, is empty or not there.
public enum JSONNoElements: String, OptionChoice {
    /// One record, in which the fields of the elements are missing.
    case keep
    /// No record; it is counted as dropped.
    case drop
    /// The record is turned down.
    case reject
}
