public import StageKit

/// Reads words such as `ja` and `nej` as true and false.
public struct BooleanNormalizer: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.boolean",
        "Reads words such as ja and nej as true and false; capital and small letters are the same.",
        example: """
            fields: [ryger]
            true_words: [ja, x]
            false_words: [nej, "-"]
            """,
        exampleTable: """
            ryger
            ja
            x
            -
            """,
        rules: BooleanNotation.rules
    )

    @Option("Fields that hold true and false; those of JSON pass as they are.")
    public var fields: [AnyField]

    @Option("Words for true.")
    public var trueWords = ["ja", "true", "1", "sand"]

    @Option("Words for false.")
    public var falseWords = ["nej", "false", "0", "falsk"]

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        for word in trueWords {
            let folded = BooleanNotation.fold(Array(word.utf8))
            guard falseWords.contains(where: { BooleanNotation.fold(Array($0.utf8)) == folded }) else { continue }
            context.mistake(
                "'\(word)' stands for true and for false",
                at: $falseWords.place ?? $trueWords.place,
                hint: "give both true_words and false_words when one of them is not the default"
            )
        }
        return context.prepare(BooleanNotation(trueWords: trueWords, falseWords: falseWords), fields: fields)
    }
}

extension Rejection {
    static let notABoolean = Rejection(
        "boolean.format",
        en: "none of the words for true and false",
        da: "ingen af ordene for sand og falsk"
    )
}
