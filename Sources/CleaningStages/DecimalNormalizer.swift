public import ByteKernels
public import StageKit

/// Reads exact numbers of at most 18 digits, such as amounts of money.
public struct DecimalNormalizer: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.decimal",
        "Reads exact numbers of at most 18 digits, such as amounts of money.",
        example: """
            fields: [beloeb]
            decimal_mark: comma
            scale: 2
            """,
        exampleTable: """
            beloeb
            1.012,50
            -7
            """,
        rules: DecimalNotation.rules
    )

    @Option("Fields that hold exact numbers.")
    public var fields: [AnyField]

    @Option("The decimal mark of the sender; the other mark may group thousands. Numbers of JSON have a point.")
    public var decimalMark = DecimalMark.comma

    @Option("The most decimals that a number may have, from 0 to 18.")
    public var scale: Int?

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let most = Decimal64.maximumDigits
        let scale = scale ?? most
        if !(0...most).contains(scale) {
            context.mistake("scale is \(scale), not from 0 to \(most)", at: $scale.place)
        }
        let limit = UInt8(clamping: scale)
        return context.prepare(DecimalNotation(mark: decimalMark, isGrouped: true, scale: limit), fields: fields)
    }
}

extension Rejection {
    static let notADecimal = Rejection(
        "decimal.format",
        en: "not a number with this decimal mark and without an exponent",
        da: "ikke et tal med dette decimaltegn og uden eksponent"
    )
    static let tooManyDecimals = Rejection(
        "decimal.scale",
        en: "more decimals than allowed",
        da: "flere decimaler end tilladt"
    )
    static let decimalTooLong = Rejection(
        "decimal.too_long",
        en: "more than 18 digits",
        da: "mere end 18 cifre"
    )
}
