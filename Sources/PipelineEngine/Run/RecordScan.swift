public import StageKit

/// Reads the records of one input of a plan and shows each batch to a visitor; nothing is written anywhere.
///
/// For looking at deliveries, not for runs: batches come one after another on the task of the caller.
public struct RecordScan: Sendable {
    /// How far the batches go before they are shown.
    public enum Point: Sendable {
        /// As the reader delivers them.
        case delivered
        /// Behind the last stage of all records.
        case processed
    }

    /// Faults of one rule and one field.
    public struct Fault: Sendable, Equatable {
        /// The stable name of the rule.
        public var rejection: Rejection
        /// The field, as the pipeline names it; nil for the whole record.
        public var field: String?
        /// How many there are.
        public var count: Int
    }

    /// What was seen.
    public struct Result: Sendable {
        /// The records that were read.
        public var read = 0
        /// Those with a fault that rejects them.
        public var rejected = 0
        /// The faults, the most frequent first.
        public var faults: [Fault] = []
        /// Whether every file was read to its end.
        public var isWhole = true
    }

    private let plan: Plan
    private let input: Int
    private let point: Point
    private let limit: UInt64

    /// - Parameters:
    ///   - input: the place of the input in the pipeline.
    ///   - limit: the bytes after which no more is read.
    public init(_ plan: Plan, input: Int, point: Point, limit: UInt64 = .max) {
        self.plan = plan
        self.input = input
        self.point = point
        self.limit = limit
    }

    /// Reads up to the limit.
    /// - Parameter visit: takes each batch with the fields it has at that point.
    /// - Throws: `RunFailure`.
    public func run(_ visit: (RecordBatch, Schema) -> Void) async throws(RunFailure) -> Result {
        do {
            return try await scan(visit)
        } catch {
            throw RunFailure(error, plan: plan)
        }
    }

    private func scan(_ visit: (RecordBatch, Schema) -> Void) async throws -> Result {
        guard plan.inputs.indices.contains(input) else { return Result() }
        let input = plan.inputs[input]
        let permits = Permits(1)
        await permits.take()
        let state = InputState(
            input,
            index: 0,
            paths: try RunSession.deliveries(of: input, below: plan.pipeline.folder),
            options: RunOptions(),
            permits: permits
        )
        let steps = point == .delivered ? [] : input.steps
        let common = point == .delivered ? [] : plan.common
        let parser = input.reader.makeParser?()
        let own = ChainWorker(steps, ordered: ordered(steps, permits), stageCount: plan.stages.count)
        let shared = ChainWorker(common, ordered: ordered(common, permits), stageCount: plan.stages.count)
        let schema = point == .delivered ? input.schema : plan.schema
        let batch = RecordBatch()
        var result = Result()
        var faults: [FaultKind: Int] = [:]
        var number = 0
        while state.bytes < limit, try state.fill(batch) {
            try Task.checkCancellation()
            do {
                try parser?.parse(batch)
            } catch let fault as DeliveryFault {
                throw fault.of(batch.fileName)
            }
            let ticket = Turnstile.Ticket(input: 0, batch: number)
            try await own.process(batch, ticket: ticket)
            if point == .processed {
                batch.arrange(by: input.arrangement)
                try await shared.process(batch, ticket: ticket)
            }
            visit(batch, schema)
            count(batch, &result, &faults)
            number += 1
        }
        result.isWhole = state.isEnded
        result.faults = faults.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { kind, count in
            Fault(rejection: plan.rules[Int(kind.rule)].rejection, field: plan.fieldName(of: kind), count: count)
        }
        return result
    }

    private func ordered(_ steps: [ChainStep], _ permits: Permits) -> [Int: OrderedStage] {
        steps.reduce(into: [:]) { result, step in
            if case .ordered(let work) = step.work { result[step.stage] = OrderedStage(work, permits: permits) }
        }
    }

    private func count(_ batch: RecordBatch, _ result: inout Result, _ faults: inout [FaultKind: Int]) {
        result.read += batch.recordCount + batch.unsplit.count
        result.rejected += batch.unsplit.count + batch.fates.count { $0 == RecordBatch.Fate.faulty }
        for record in batch.unsplit {
            faults[FaultKind(rule: record.rule.index, slot: FaultLog.noField), default: 0] += 1
        }
        for (rule, slot) in zip(batch.faults.rules, batch.faults.slots) {
            faults[FaultKind(rule: rule, slot: slot), default: 0] += 1
        }
    }
}
