import StageKit

/// What the reading of SDMX-CSV depends on.
struct SDMXTableOptions: Sendable {
    var delimiter = UInt8(ascii: ",")
    var labels = SDMXLabels.none
    var refusesExtra = true
    var refusesAbsent = true
    var maxRecord = 1 << 20
    var cells = RuleHandle(index: 0, onFail: .reject)
    var deleted = RuleHandle(index: 0, onFail: .reject)
}
