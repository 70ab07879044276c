public import StageKit

/// Turns down texts that are shorter or longer than they may be.
///
/// Characters are what people count: `é` is one, however it is encoded.
public struct LengthValidator: TransformStage {
    public static let declaration = StageDeclaration(
        "validate.length",
        "Turns down texts with fewer or more characters than they may have; letters with their accents count as one.",
        example: """
            fields: [shak]
            min: 4
            max: 7
            """,
        exampleTable: """
            shak    | navn
            1301    | Prøveby Sygehus
            130101A | Afdeling A
            """,
        rules: [.tooShort, .tooLong]
    )

    @Option("Fields of text.")
    public var fields: [TextField]

    @Option("The fewest characters.")
    public var min: Int?

    @Option("The most characters.")
    public var max: Int?

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let fields = context.ruleFields(fields, at: $fields)
        context.checkCounts(min: (min, $min), max: (max, $max))
        let tooShort = context.rule(.tooShort)
        let tooLong = context.rule(.tooLong)
        guard !context.hasErrors else { return nil }
        let (least, most) = (min ?? 0, max ?? .max)
        return .free {
            TextJudgeWorker(slots: fields.map(\.slot)) { text in
                let count = characterCount(of: text)
                return count < least ? tooShort : count > most ? tooLong : nil
            }
        }
    }
}

extension Rejection {
    static let tooShort = Rejection("length.too_short", en: "too few characters", da: "for få tegn")
    static let tooLong = Rejection("length.too_long", en: "too many characters", da: "for mange tegn")
}

extension StageContext {
    /// Checks two counts of which at least one must be given.
    mutating func checkCounts(min: (value: Int?, origin: OptionOrigin), max: (value: Int?, origin: OptionOrigin)) {
        if min.value == nil, max.value == nil { mistake("neither min nor max is given", hint: "give one or both") }
        for (value, origin) in [min, max] {
            if let value, value < 0 { mistake("there are never fewer than 0", at: origin.place) }
        }
        if let least = min.value, let most = max.value, least > most {
            mistake("min is greater than max", at: min.origin.place)
        }
    }
}

/// Grapheme clusters; plain ASCII has one a byte, but that a line end of two bytes is one.
private func characterCount(of text: Span<UInt8>) -> Int {
    var isPlain = true
    for index in text.indices where text[index] >= 0x80 || text[index] == UInt8(ascii: "\r") { isPlain = false }
    return isPlain ? text.count : makeString(text).count
}
