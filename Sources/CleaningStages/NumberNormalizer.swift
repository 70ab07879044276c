public import ByteKernels
public import StageKit

/// Reads numbers such as `1.012,5`; every digit that was delivered stays.
public struct NumberNormalizer: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.number",
        "Reads numbers such as 1.012,5; every digit that was delivered stays.",
        example: """
            fields: [procent, ci_lav, ci_hoej]
            decimal_mark: comma
            """,
        exampleTable: """
            kommune | procent | ci_lav | ci_hoej
            0101    | 12,5    | 11     | 1.012,50
            0147    | ∅       | ∅      | ∅
            """,
        rules: NumberNotation.rules
    )

    @Option("Fields that hold numbers.")
    public var fields: [AnyField]

    @Option("The decimal mark of the sender; the other mark may group thousands. Numbers of JSON are left alone.")
    public var decimalMark = DecimalMark.comma

    @Option("Whether a percent sign may stand behind the number; it is left out.")
    public var percent = false

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let notation = NumberNotation(mark: decimalMark, isGrouped: true, takesPercent: percent)
        return context.prepare(notation, fields: fields)
    }
}

extension Rejection {
    static let notANumber = Rejection(
        "number.format",
        en: "not a number with this decimal mark",
        da: "ikke et tal med dette decimaltegn"
    )
}
