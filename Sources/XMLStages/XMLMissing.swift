public import StageKit

/// How a writer of XML writes a value that is missing.
public enum XMLMissing: String, OptionChoice {
    /// Its element or attribute is left out.
    case omit
    /// As an element or attribute without text.
    case empty
    /// As an element with `xsi:nil="true"`; an attribute is left out.
    case `nil`
}
