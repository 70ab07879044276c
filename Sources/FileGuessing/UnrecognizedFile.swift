/// A file that no stage could be found for, and what it is instead.
public struct UnrecognizedFile: Error, Sendable, Hashable {
    /// Reads on after the name of the file.
    public var message: Phrase
    /// What to do about it.
    public var hint: Phrase?

    /// Says what the file is.
    public init(_ message: Phrase, hint: Phrase? = nil) {
        self.message = message
        self.hint = hint
    }
}
