import StageKit

/// What every verb has at hand.
struct Tool: Sendable {
    var stages: StageCatalog
    var version: String
    var environment: [String: String]

    /// Whether to colour what goes to a terminal; see no-color.org.
    var allowsColor: Bool { environment["NO_COLOR"] ?? "" == "" && environment["TERM"] != "dumb" }
}
