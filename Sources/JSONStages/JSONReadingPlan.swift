import StageKit

/// What the parsers of a reader of JSON need to know, the same in every worker.
struct JSONReadingPlan: Sendable {
    /// Whether each line is a record; else records stand in an array with commas between them.
    var hasLines: Bool
    /// The values to take, in the order of the fields.
    var paths: [JSONPath]
    /// The paths as pipeline files write them.
    var deliveredNames: [String]
    var nested: JSONNested
    /// What stands between values that are joined.
    var separator: [UInt8]
    var explosion: JSONExplosion?
    var refusesExtra: Bool
    /// The most bytes of a record.
    var recordLimit: Int
    /// The most brackets open at once in a record.
    var depthLimit: Int
    /// The rules that turn down single records.
    var rules: [JSONReason: RuleHandle]
}
