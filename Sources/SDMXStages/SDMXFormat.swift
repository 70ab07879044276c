public import StageKit

/// The form in which SDMX was delivered.
public enum SDMXFormat: String, OptionChoice {
    /// SDMX-ML, generic or structure-specific, of any version.
    case ml
    /// SDMX-CSV 1.0 or 2.0.
    case csv
}
