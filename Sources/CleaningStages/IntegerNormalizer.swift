public import StageKit

/// Reads whole numbers such as `1.012`.
public struct IntegerNormalizer: TransformStage {
    /// The sign that may group thousands.
    public enum Grouping: String, OptionChoice {
        case point
        case comma
        /// A blank, also one that does not break.
        case space
    }

    public static let declaration = StageDeclaration(
        "normalize.integer",
        "Reads whole numbers such as 1.012.",
        example: """
            fields: [antal]
            grouping: point
            """,
        exampleTable: """
            antal
            1.012
            97
            """,
        rules: IntegerNotation.rules
    )

    @Option("Fields that hold whole numbers.")
    public var fields: [AnyField]

    @Option("The sign that may group thousands; none unless given.")
    public var grouping: Grouping?

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let mark: UInt8? =
            switch grouping {
            case .point: UInt8(ascii: ".")
            case .comma: UInt8(ascii: ",")
            case .space: UInt8(ascii: " ")
            case nil: nil
            }
        return context.prepare(IntegerNotation(grouping: mark), fields: fields)
    }
}

extension Rejection {
    static let notAnInteger = Rejection(
        "integer.format",
        en: "not a whole number",
        da: "ikke et helt tal"
    )
    static let integerTooLarge = Rejection(
        "integer.too_large",
        en: "a whole number of more than 64 bits",
        da: "et helt tal på mere end 64 bit"
    )
}
