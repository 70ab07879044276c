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

    /// The reader of both files as one input; nil when they have different shapes. Records of JSON and XML may have
    /// fields in one file that none has in the other.
    public func joined(_ other: ReaderGuess) -> ReaderGuess? {
        guard stage == other.stage, options.map(\.key) == other.options.map(\.key), dropped == other.dropped else {
            return nil
        }
        var result = self
        for (place, option) in other.options.enumerated() where option.value != options[place].value {
            guard option.key == "fields", stage.hasPrefix("read.json") || stage == "read.xml",
                let both = options[place].value.joined(option.value)
            else { return nil }
            result.options[place].value = both
        }
        return result
    }

    /// The value of an option that is one text.
    public func text(of key: String) -> String? {
        if case .scalar(let text) = options.first(where: { $0.key == key })?.value { text } else { nil }
    }
}
