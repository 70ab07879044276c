/// How a program is started.
struct ProgramCommand: Sendable {
    /// The name in messages: the file that belongs to the stage, or the first word.
    var name: String
    /// The absolute path of what is executed.
    var executable: String
    var arguments: [String]
    var environment: [String: String]
    /// The working folder.
    var folder: String
}
