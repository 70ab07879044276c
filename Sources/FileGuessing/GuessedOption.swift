/// An option of a stage with the evidence for it.
public struct GuessedOption: Sendable, Hashable {
    /// The key in the pipeline file.
    public var key: String
    /// Its value.
    public var value: OptionText
    /// Why.
    public var evidence: [Phrase]

    init(_ key: String, _ value: OptionText, _ evidence: Phrase...) {
        self.key = key
        self.value = value
        self.evidence = evidence
    }

    init(_ key: String, _ value: String, _ evidence: Phrase...) {
        self.key = key
        self.value = .scalar(value)
        self.evidence = evidence
    }
}
