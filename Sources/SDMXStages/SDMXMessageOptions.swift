import StageKit
import XMLParsing

/// What the reading of a message depends on.
struct SDMXMessageOptions: Sendable {
    /// Whether fields are looked for and no rows are wanted.
    var isDiscovering = false
    var refusesExtra = true
    /// Whether a field that no observation of a message has is a reason to refuse it.
    var refusesAbsent = false
    var dataSet: Int?
    /// The dimension at the observations where the message does not say.
    var observation: String?
    var allowsFooter = false
    /// Whether somebody asked for attributes, so that those of groups are missed.
    var wantsAttributes = false
    var maxDepth = 256
    var maxRecord = 1 << 20
    var maxFields = 1000
    var repeated = RuleHandle(index: 0, onFail: .reject)

    var xmlLimits: XMLLimits {
        var limits = XMLLimits()
        limits.depth = maxDepth
        limits.valueBytes = maxRecord
        return limits
    }
}
