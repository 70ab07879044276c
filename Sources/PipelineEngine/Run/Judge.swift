import StageKit

/// Decides at the end of a run whether it may be published.
struct Judge {
    let plan: Plan

    /// Why not; empty when it may.
    func reasons(_ result: RunResult) -> [RunResult.StopReason] {
        var reasons: [RunResult.StopReason] = []
        for rule in result.rules where rule.onFail == .stop {
            reasons.append(.rule(stage: rule.stage, rule: rule.rejection, count: rule.total))
        }
        for (input, counts) in zip(plan.inputs, result.inputs) {
            let records = counts.read + counts.made
            if let limit = exceeded(input.gate ?? plan.pipeline.gate, rejected: counts.rejected, records: records) {
                reasons.append(.gate(input: input.name, rejected: counts.rejected, read: records, limit: limit))
            }
            if counts.kept == 0, !input.allowEmpty, !counts.isSkipped { reasons.append(.empty(input: input.name)) }
        }
        let all = result.inputs.reduce(into: Totals()) { $0.add($1) }
        if result.inputs.count > 1,
            let limit = exceeded(plan.pipeline.gate, rejected: all.rejected, records: all.records)
        {
            reasons.append(.gate(input: nil, rejected: all.rejected, read: all.records, limit: limit))
        }
        return reasons
    }

    private struct Totals {
        var rejected: UInt64 = 0
        var records: UInt64 = 0

        mutating func add(_ counts: RunResult.InputCounts) {
            rejected += counts.rejected
            records += counts.read + counts.made
        }
    }

    /// The limit that is exceeded, as it was written.
    private func exceeded(_ gate: Gate, rejected: UInt64, records: UInt64) -> String? {
        guard records >= UInt64(max(0, gate.after)) else { return nil }
        if let share = gate.maxShare, share.isExceeded(by: rejected, of: records) { return share.text }
        if let count = gate.maxCount, rejected > UInt64(max(0, count)) { return String(count) }
        return nil
    }
}
