public import StageKit

/// Gives the names of treatments one spelling.
public struct TreatmentNormalizer: Normalizer {
    public static let declaration = StageDeclaration(
        "normalize.treatment",
        "Gives the names of treatments one spelling: what is in parentheses goes, and the first letter is a capital.",
        example: "fields: [behandling]"
    )

    @Option("Fields that hold names of treatments.")
    public var fields: [TextField]

    public init() {}

    public func normalize(_ value: String) throws(Rejection) -> String? {
        let name = value.prefix { $0 != "(" }.split(separator: " ").joined(separator: " ")
        return name.isEmpty ? nil : name.prefix(1).uppercased() + name.dropFirst()
    }
}
