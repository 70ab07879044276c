import StageKit

/// The reason of a rule.
struct RuleSettings: NestedOptions {
    @Option("The reason in English; reads on after the name of the field.")
    var en: String

    @Option("The reason in Danish.")
    var da: String
}
