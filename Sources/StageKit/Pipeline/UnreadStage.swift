/// Stands for a stage that could not be read, in a pipeline that is checked but never run: the stages around it are
/// still looked at.
public struct UnreadStage: Stage {
    public static let declaration = StageDeclaration(
        "unread",
        "Stands for a stage that could not be read.",
        example: ""
    )

    /// The name as written.
    public private(set) var name = ""
    /// Whether the fields behind the stage are those in front of it; else they are not known.
    public private(set) var keepsFields = false

    public init() {}

    /// A stand-in for the stage with the name.
    public init(name: String) {
        self.name = name
        keepsFields = name.hasPrefix("validate.") || name.hasPrefix("filter.")
    }
}
