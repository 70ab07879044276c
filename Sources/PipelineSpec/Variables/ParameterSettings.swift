import StageKit

/// What stands below the name of a parameter in `params:`.
struct ParameterSettings: NestedOptions {
    @Option("What its values are.")
    var type = ParameterType.text

    @Option("The value when none is given; without it, --param must give one.")
    var `default`: String?

    @Option("What it is for, in a sentence.")
    var help = ""

    @Option("The values it may have; any when left out.")
    var choices: [String] = []
}

/// What the values of a parameter are.
enum ParameterType: String, OptionChoice {
    case text
    case integer
    case boolean
    case date

    /// Why a text is no value of the type; nil when it is one.
    func mistake(in text: String) -> String? {
        switch self {
        case .text: nil
        case .integer: Int(text) == nil ? "expected a whole number, found '\(text)'" : nil
        case .boolean: ["true", "false"].contains(text) ? nil : "expected true or false, found '\(text)'"
        case .date: ISODay.parse(text.utf8) != nil ? nil : "expected a date such as 2026-11-22, found '\(text)'"
        }
    }
}
