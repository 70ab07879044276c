import ByteKernels
import CSVStages
import CleaningStages
import HealthStages
import JSONStages
import RuleStages
import StageKit
import StageTesting

/// The parts of a pipeline, each to be timed alone.
struct PipelineBench {
    struct TimedStage {
        var name: String
        var worker: any BatchWorker
    }

    private let delivery: Delivery
    private let reader: PreparedReader
    private let fieldCount: Int
    private let csv: PreparedWriter
    private let json: PreparedWriter
    let stages: [TimedStage]
    /// The fields behind all stages.
    let schema: Schema

    private static let place = SourcePlace(file: "benchmark", line: 1, column: 1)

    init(_ delivery: Delivery) throws {
        self.delivery = delivery
        let reader = try CSVReader(
            yaml: """
                path: benchmark.csv
                encoding: iso-8859-1
                delimiter: ;
                fields: [år, kommune, indikator, køn, alder, andel, ci_nedre, ci_øvre, antal_svar]
                """
        )
        var context = ReaderContext(stage: StageContext(schema: Schema(), place: Self.place)) { nil }
        guard let prepared = reader.prepare(&context) else { throw Mistakes(context.stage.diagnostics) }
        self.reader = prepared
        fieldCount = context.stage.schema.slotCount
        var stageContext = StageContext(schema: context.stage.schema, place: Self.place)
        let chain: [any TransformStage] = [
            try MissingNormalizer(yaml: "values: { \"..\": suppressed }"),
            try NumberNormalizer(yaml: "fields: [andel, ci_nedre, ci_øvre]"),
            try IntegerNormalizer(yaml: "fields: [år, antal_svar]"),
            try RequiredValidator(yaml: "fields: [år, kommune, indikator, køn, alder]"),
            try RangeValidator(yaml: "{ fields: [andel], from: 0, to: 100 }"),
            try IntervalValidator(yaml: "{ value: andel, lower: ci_nedre, upper: ci_øvre }"),
            try WordValidator(yaml: "fields: [kommune, indikator, køn, alder]"),
            try AnswersValidator(yaml: "{ year: år, answers: antal_svar }"),
            try ValueMapper(yaml: "{ fields: [køn], values: { Mænd: maend, Kvinder: kvinder, Alle: alle } }"),
        ]
        var timed: [TimedStage] = []
        for stage in chain {
            guard case .free(let makeWorker)? = stage.prepare(&stageContext) else {
                throw Mistakes(stageContext.diagnostics)
            }
            timed.append(TimedStage(name: type(of: stage).declaration.name, worker: makeWorker()))
        }
        stages = timed
        guard let csv = try CSVWriter(yaml: "path: x.csv").prepare(&stageContext),
            let json = try JSONLinesWriter(yaml: "path: x.jsonl").prepare(&stageContext)
        else { throw Mistakes(stageContext.diagnostics) }
        schema = stageContext.schema
        self.csv = csv
        self.json = json
    }

    /// Reads the delivery into one batch, again and again; the number of records.
    func read() throws -> Int {
        let batch = RecordBatch()
        var records = 0
        try forEachBatch(make: { batch }) { records += $0.recordCount }
        return records
    }

    /// The whole delivery as batches.
    func batches() -> [RecordBatch] {
        var batches: [RecordBatch] = []
        do {
            try forEachBatch(make: RecordBatch.init) { batches.append($0) }
        } catch {
            print("failed: \(error)")
        }
        return batches
    }

    func process(_ batches: [RecordBatch], _ stage: TimedStage) throws -> Int {
        for batch in batches { try stage.worker.process(batch) }
        return batches.count
    }

    func write(_ batches: [RecordBatch]) throws -> Int { try encode(batches, with: csv) }

    func writeJSON(_ batches: [RecordBatch]) throws -> Int { try encode(batches, with: json) }

    private func encode(_ batches: [RecordBatch], with writer: PreparedWriter) throws -> Int {
        let encoder = writer.makeEncoder()
        var buffer = OutputBuffer()
        var count = 0
        for batch in batches {
            buffer.removeAll()
            try encoder.encode(batch, rows: Array(0..<UInt32(batch.rowCount)), into: &buffer)
            count += buffer.count
        }
        return count
    }

    private func forEachBatch(make: () -> RecordBatch, _ body: (RecordBatch) -> Void) throws {
        let input = MemoryInput(delivery.bytes)
        let source = reader.makeSource()
        let parser = reader.makeParser?()
        while true {
            let batch = make()
            batch.reset(fieldCount: fieldCount)
            guard try source.fill(batch, from: input) else { return }
            try parser?.parse(batch)
            if let fault = batch.faultBehindRows { throw fault }
            body(batch)
        }
    }
}
