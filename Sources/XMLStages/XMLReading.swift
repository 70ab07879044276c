import StageKit
import XMLParsing

/// What both halves of `read.xml` need to know.
struct XMLReading: Sendable {
    let plan: XMLPlan
    let deliveredNames: [String]
    let repeatedValue: RuleHandle
}
