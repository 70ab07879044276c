/// Why a record is turned down: the stable name of a rule, and its reason in English and Danish.
///
/// The texts are literals, so that no value of the data can slip into a message. They read on after the name of the
/// field: `procent: not a number with this decimal mark`.
public struct Rejection: Error, Hashable, Sendable {
    /// The stable name, such as `number.format`.
    public let rule: String
    /// The reason in English.
    public let english: String
    /// The reason in Danish.
    public let danish: String

    /// Declares a rule.
    public init(_ rule: StaticString, en english: StaticString, da danish: StaticString) {
        self.rule = "\(rule)"
        self.english = "\(english)"
        self.danish = "\(danish)"
    }

    /// A rule whose words stand in a file that belongs to the pipeline, read before any data.
    public init(declared rule: String, english: String, danish: String) {
        self.rule = rule
        self.english = english
        self.danish = danish
    }

    /// The reason in the language asked for.
    public func reason(in language: Language) -> String {
        language == .danish ? danish : english
    }
}
