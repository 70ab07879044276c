import StageKit

/// What is known of a program when its stage was checked: the same for every worker.
struct ProgramPlan: Sendable {
    /// A field that the program is sent, or that it adds.
    struct ProgramField: Sendable {
        /// As the program sees it; nil when it is added.
        var sent: Field?
        /// Where its answers go; nil when it must come back as it was.
        var target: Field?
        /// The name in both directions.
        var name: String
        /// Whether its values have another type when they come back.
        var isRetyped: Bool { sent.map { $0.type != target?.type } ?? false && target != nil }
    }

    var stage: String
    var command: ProgramCommand
    var format: ProgramFormat
    /// Fields that are sent, in order; then those that are added.
    var fields: [ProgramField]
    /// Whether it is told why values are missing.
    var givesReasons: Bool
    /// The names of the rules, with their handles.
    var rules: [(name: String, handle: RuleHandle)]
    /// The slots of all fields that a fault may be about.
    var slots: [String: Int]
    /// A validator leaves a value that only flags a fault as it is.
    var isValidator: Bool
    /// The seconds without an answer after which a program hangs.
    var timeLimit: Int
    /// The most bytes of one line of an answer.
    var maxLine: Int
    /// What the program is sent before any record.
    var head: [UInt8]

    var sentFields: [Field] { fields.compactMap(\.sent) }
}
