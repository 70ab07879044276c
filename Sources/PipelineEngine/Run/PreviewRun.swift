public import StageKit

/// The first records behind a stage, and what was rejected before them; nothing is written anywhere.
public struct PreviewRun: Sendable {
    /// One value of a record.
    public enum Value: Sendable, Equatable {
        case present(String)
        /// The reason, as pipeline files name it.
        case missing(String)
    }

    /// What was seen.
    public struct Result: Sendable {
        /// The names of the fields behind the stage.
        public var fields: [String] = []
        /// The values of the records, by field.
        public var rows: [[Value]] = []
        /// The fields that were rejected in the records before the last that is shown.
        public var rejects: [RunResult.RejectedField] = []
        /// The number of records that were read.
        public var read = 0
    }

    private let plan: Plan
    private let route: PreviewRoute
    private let rowLimit: Int
    private let language: Language

    /// The most records that are read in search of some that are left.
    public static let mostRecords = 100_000
    /// Small, so that little is read for a few rows.
    private static let batchBytes = 16 * 1024

    /// - Parameters:
    ///   - stage: its number, see `Plan.stagePoints`; nil for the last stage of all records.
    ///   - input: the one input to read; nil for all.
    public init(_ plan: Plan, after stage: Int?, input: String?, rows: Int, language: Language) {
        self.plan = plan
        route = PreviewRoute(plan, after: stage.map { $0 - 1 }, input: input)
        rowLimit = rows
        self.language = language
    }

    /// Reads until there are rows enough.
    /// - Throws: `RunFailure`.
    public func run() async throws(RunFailure) -> Result {
        do {
            var result = Result()
            let permits = Permits(1)
            await permits.take()
            let shared = Shared(route.common, permits)
            try await shared.attended.attend {
                for (position, input) in route.inputs.enumerated() where result.rows.count < rowLimit {
                    try await read(input, position: position, shared: shared, into: &result)
                }
            }
            return result
        } catch {
            throw RunFailure(error, plan: plan).maskingLog
        }
    }

    /// The ordered stages behind the junction, which go on from input to input.
    private struct Shared {
        let ordered: [Int: OrderedStage]
        let permits: Permits

        var attended: AttendedStages {
            AttendedStages(ordered.sorted { $0.key < $1.key }.map { (stage: $0.key, worker: $0.value.decider) })
        }

        init(_ steps: [ChainStep], _ permits: Permits) {
            self.permits = permits
            ordered = steps.reduce(into: [:]) { result, step in
                if case .ordered(let work) = step.work { result[step.stage] = OrderedStage(work, permits: permits) }
            }
        }
    }

    private func read(_ input: InputPlan, position: Int, shared: Shared, into result: inout Result) async throws {
        var options = RunOptions()
        options.batchBytes = Self.batchBytes
        let paths = try RunSession.deliveries(of: input, below: plan.pipeline.folder)
        let state = InputState(input, index: position, paths: paths, options: options, permits: shared.permits)
        let parser = input.reader.makeParser?()
        let ownSteps = route.own(of: input)
        let ownShared = Shared(ownSteps, shared.permits)
        let own = ChainWorker(ownSteps, ordered: ownShared.ordered, stageCount: plan.stages.count)
        let common = ChainWorker(route.common, ordered: shared.ordered, stageCount: plan.stages.count)
        let schema = route.schema(of: input)
        let encoder = RejectEncoder(rules: plan.rules, input: input, language: language)
        result.fields = schema.names
        let batch = RecordBatch()
        var number = 0
        try await ownShared.attended.attend {
            try await AttendedStages(own.workers + common.workers).attend {
                while result.rows.count < rowLimit, result.read < Self.mostRecords, try state.fill(batch) {
                    try Task.checkCancellation()
                    do {
                        try parser?.parse(batch)
                    } catch let fault as DeliveryFault {
                        throw fault.of(batch.fileName)
                    }
                    try await own.process(batch, ticket: Turnstile.Ticket(input: 0, batch: number))
                    if !route.isOfInput {
                        batch.arrange(by: input.arrangement)
                        try await common.process(batch, ticket: Turnstile.Ticket(input: position, batch: number))
                    }
                    take(batch, schema, encoder, into: &result)
                    if let fault = batch.faultBehindRows, result.rows.count < rowLimit {
                        throw fault.of(batch.fileName)
                    }
                    number += 1
                }
            }
        }
        for stage in shared.ordered.values { stage.turnstile.end(input: position, batches: number) }
    }

    /// Takes the rows that are still wanted, and the rejected fields up to the last of them.
    private func take(_ batch: RecordBatch, _ schema: Schema, _ encoder: RejectEncoder, into result: inout Result) {
        var lastLine = UInt64.max
        for row in 0..<batch.rowCount where batch.fates[row] == RecordBatch.Fate.kept {
            result.rows.append(schema.fields.map { value(of: $0, row: row, in: batch) })
            if result.rows.count == rowLimit {
                lastLine = batch.line(ofRow: row)
                break
            }
        }
        result.read += batch.recordCount + batch.unsplit.count
        result.rejects += encoder.lines(of: batch, limit: .max).first.filter { $0.line <= lastLine }
    }

    private func value(of field: Field, row: Int, in batch: RecordBatch) -> Value {
        guard let text = batch.text(of: field, row: row) else {
            return .missing(batch.column(field.slot).state(row).name)
        }
        var bytes = Array(text.utf8)
        CPRMask.mask(&bytes)
        return .present(String(decoding: bytes, as: UTF8.self))
    }
}
