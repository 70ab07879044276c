/// What the exit codes of the command mean; cron jobs depend on them.
enum ExitStatus {
    static let success: Int32 = 0
    /// A gate or a rule with `on_fail: stop`; nothing was published.
    static let stopped: Int32 = 1
    /// A mistake in the pipeline file, or in a list or schema that belongs to it.
    static let mistake: Int32 = 2
    /// A delivery is missing, or cannot be read for certain.
    static let delivery: Int32 = 3
    /// An output could not be written.
    static let output: Int32 = 4
    /// A stage failed.
    static let stage: Int32 = 5
    /// The command line itself is wrong.
    static let usage: Int32 = 64
    /// Another run holds the publish folder.
    static let locked: Int32 = 75
    /// `--timeout`.
    static let timeOut: Int32 = 124

    /// The custom of shells: 130 for SIGINT.
    static func interrupted(by signal: Int32) -> Int32 { 128 + signal }
}
