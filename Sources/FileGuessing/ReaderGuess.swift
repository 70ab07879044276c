/// The stage that seems to read a file, with its options but `path`.
public struct ReaderGuess: Sendable {
    /// The stage, such as `read.csv`.
    public var stage: String
    /// What the file is, with what it was known by.
    public var kind: Phrase
    /// The options in the order in which they are to be written.
    public var options: [GuessedOption]
    /// What was seen and needs no option.
    public var notes: [Phrase]
    /// Stages that follow at once, whatever the values are, such as leaving out a column without name.
    public var dropped: [String] = []

    init(_ stage: String, _ kind: Phrase, options: [GuessedOption] = [], notes: [Phrase] = []) {
        self.stage = stage
        self.kind = kind
        self.options = options
        self.notes = notes
    }

    /// Whether the files can be read as one input.
    public func hasShape(of other: ReaderGuess) -> Bool {
        stage == other.stage && options.map(\.key) == other.options.map(\.key)
            && options.map(\.value) == other.options.map(\.value)
    }

    /// The value of an option that is one text.
    public func text(of key: String) -> String? {
        if case .scalar(let text) = options.first(where: { $0.key == key })?.value { text } else { nil }
    }
}
