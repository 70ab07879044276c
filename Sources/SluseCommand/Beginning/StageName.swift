/// The name of a stage and of the type that it becomes: `validate.postal_code` is `PostalCodeValidator`.
struct StageName {
    /// The verbs that there is a template for.
    enum Verb: String, CaseIterable {
        case read
        case normalize
        case validate
        case write

        /// What the type is called after.
        var role: String {
            switch self {
            case .read: "Reader"
            case .normalize: "Normalizer"
            case .validate: "Validator"
            case .write: "Writer"
            }
        }
    }

    let verb: Verb
    let noun: String

    /// Nil when it is not a verb with a template and a noun of small letters, digits and `_`.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let verb = Verb(rawValue: parts[0]), let first = parts[1].first, first.isLowercase,
            parts[1].allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }), parts[1].last != "_"
        else { return nil }
        self.verb = verb
        noun = parts[1]
    }

    var text: String { verb.rawValue + "." + noun }

    /// `PostalCode`.
    var camelCase: String { Self.camelCase(noun) }

    /// `PostalCodeValidator`.
    var typeName: String { camelCase + verb.role }

    /// `min-region` is `MinRegion`.
    static func camelCase(_ text: String) -> String {
        text.split { $0 == "_" || $0 == "-" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
