public import ByteKernels

extension DecimalMark: OptionValue {
    public static var shape: OptionShape { .choice(["comma", "point"]) }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        self = try node.choice(of: [("comma", .comma), ("point", .point)])
    }
    public var optionText: String? { self == .comma ? "comma" : "point" }
}

extension MonthNames: OptionValue {
    public static var shape: OptionShape { .choice(["danish", "english"]) }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        self = try node.choice(of: [("danish", .danish), ("english", .english)])
    }
    public var optionText: String? { self == .danish ? "danish" : "english" }
}

extension OptionNode {
    /// The value of the word that was written, for types that are no `OptionChoice`.
    func choice<Value>(of choices: [(word: String, value: Value)]) throws(Mistakes) -> Value {
        if let choice = choices.first(where: { $0.word == text }) { return choice.value }
        let words = choices.map(\.word)
        throw Mistakes(
            "expected \(words.joined(separator: ", ")), found \(kind)",
            at: place,
            hint: text.flatMap { Spelling.suggestion(for: $0, among: words) }
        )
    }
}
