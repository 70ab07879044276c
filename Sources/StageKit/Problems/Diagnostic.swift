/// A mistake in a pipeline file, or in a list or schema that belongs to it, found before any data is read.
public struct Diagnostic: Hashable, Sendable, Error {
    /// Whether the run can go on.
    public enum Severity: String, Sendable {
        case error
        case warning
    }

    /// Whether the run can go on.
    public var severity: Severity
    /// What was found, in lower case and without a full stop.
    public var message: String
    /// Where, if the mistake has one place.
    public var place: SourcePlace?
    /// What to do about it: `did you mean 'procent'?`
    public var hint: String?
    /// Whether it is a delivery that is not what it should be, and not what is written about it.
    public var isOfDelivery = false

    /// Describes one mistake.
    public init(_ message: String, at place: SourcePlace? = nil, hint: String? = nil, severity: Severity = .error) {
        self.message = message
        self.place = place
        self.hint = hint
        self.severity = severity
    }
}

/// All the mistakes found in one go; never empty when thrown.
public struct Mistakes: Error, Sendable {
    /// In the order they were found.
    public var diagnostics: [Diagnostic]

    /// Collects mistakes that were found.
    public init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }

    /// One mistake.
    public init(_ message: String, at place: SourcePlace?, hint: String? = nil) {
        diagnostics = [Diagnostic(message, at: place, hint: hint)]
    }
}
