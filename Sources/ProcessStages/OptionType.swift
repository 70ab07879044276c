import StageKit

/// What an option of the stage holds.
enum OptionType: String, OptionChoice {
    case text
    case integer
    case number
    case boolean
    case date
    case choice
    case field
    case fields
}
