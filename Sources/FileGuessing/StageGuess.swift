/// A stage of a guessed pipeline.
struct StageGuess {
    var name: String
    var options: [GuessedOption]
    /// What is said above it.
    var notes: [Phrase] = []
    /// Whether it stands there as a comment, for its user to decide.
    var isSuggestion = false

    init(_ name: String, _ options: [GuessedOption], notes: [Phrase] = []) {
        self.name = name
        self.options = options
        self.notes = notes
    }
}
