/// What the values of a field are.
public enum FieldType: String, Sendable, CaseIterable {
    /// UTF-8 text, and every field before a notation stage or a schema has typed it.
    case text
    /// A whole number of at most 64 bits.
    case integer
    /// A number with the digits that were delivered; any length.
    case number
    /// An exact number of at most 18 digits, for money.
    case decimal
    /// True or false.
    case boolean
    /// A day of the proleptic Gregorian calendar.
    case date
}

extension FieldType: OptionChoice {}
