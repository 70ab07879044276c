import StageKit

/// A stage that breaks a promise when it works: for tests of the promises themselves.
protocol QuirkyStage: TransformStage {
    var fields: [TextField] { get }
    static func work(on batch: RecordBatch, field: Field, rule: RuleHandle) throws
}

extension QuirkyStage {
    func prepare(_ context: inout StageContext) -> PreparedStage? {
        guard let field = context.fields(fields).first else { return nil }
        let rule = context.rule(.quirk)
        return .free { QuirkyWorker { try Self.work(on: $0, field: field, rule: rule) } }
    }
}

extension StageDeclaration {
    static func quirky(_ name: StaticString) -> StageDeclaration {
        StageDeclaration(
            name,
            "Breaks a promise.",
            example: "fields: [kommune]",
            exampleTable: "kommune\nLæsø\nFanø",
            rules: [.quirk]
        )
    }
}

final class QuirkyWorker: BatchWorker {
    private let work: (RecordBatch) throws -> Void

    init(_ work: @escaping (RecordBatch) throws -> Void) { self.work = work }

    func process(_ batch: RecordBatch) throws { try work(batch) }
}

extension Rejection {
    static let quirk = Rejection("quirk.found", en: "is odd", da: "er sær")
}

/// Finds fault with the first record of each batch.
struct BorderValidator: QuirkyStage {
    static let declaration = StageDeclaration.quirky("validate.border")
    @Option("Fields of text.")
    var fields: [TextField]

    static func work(on batch: RecordBatch, field: Field, rule: RuleHandle) {
        if batch.rowCount > 0 { batch.fault(row: 0, rule: rule, slot: field.slot) }
    }
}

/// Finds fault with texts that another stage has written.
struct FormValidator: QuirkyStage {
    static let declaration = StageDeclaration.quirky("validate.form")
    @Option("Fields of text.")
    var fields: [TextField]

    static func work(on batch: RecordBatch, field: Field, rule: RuleHandle) {
        guard batch.column(field.slot).form == .text else { return }
        for row in 0..<batch.rowCount { batch.fault(row: row, rule: rule, slot: field.slot) }
    }
}

/// Finds fault with values that are known to be invalid.
struct HarshValidator: QuirkyStage {
    static let declaration = StageDeclaration.quirky("validate.harsh")
    @Option("Fields of text.")
    var fields: [TextField]

    static func work(on batch: RecordBatch, field: Field, rule: RuleHandle) {
        for row in 0..<batch.rowCount where !batch.column(field.slot).isPresent(row) {
            batch.fault(row: row, rule: rule, slot: field.slot)
        }
    }
}

/// Tells what it has seen.
struct TalkingValidator: QuirkyStage {
    struct Seen: Error { let text: String }

    static let declaration = StageDeclaration.quirky("validate.talk")
    @Option("Fields of text.")
    var fields: [TextField]

    static func work(on batch: RecordBatch, field: Field, rule: RuleHandle) throws {
        for row in 0..<batch.rowCount {
            if let text = batch.text(of: field, row: row), text.contains("7") { throw Seen(text: text) }
        }
    }
}

/// Leaves a column with codes for fewer rows than there are.
struct ShortValidator: QuirkyStage {
    static let declaration = StageDeclaration.quirky("validate.short")
    @Option("Fields of text.")
    var fields: [TextField]

    static func work(on batch: RecordBatch, field: Field, rule: RuleHandle) {
        batch.column(field.slot).form = .coded
        batch.column(field.slot).codes = []
    }
}

/// Finds fault with the second record that a worker sees, whatever batch it is in.
struct CountingValidator: TransformStage {
    static let declaration = StageDeclaration.quirky("validate.count")
    @Option("Fields of text.")
    var fields: [TextField]

    func prepare(_ context: inout StageContext) -> PreparedStage? {
        guard let field = context.fields(fields).first else { return nil }
        let rule = context.rule(.quirk)
        return .free {
            var seen = 0
            return QuirkyWorker { batch in
                for row in 0..<batch.rowCount where batch.column(field.slot).isPresent(row) {
                    seen += 1
                    if seen == 2 { batch.fault(row: row, rule: rule, slot: field.slot) }
                }
            }
        }
    }
}

/// Remembers how many records it has seen, and tells of no bytes.
struct HoardingValidator: TransformStage {
    static let declaration = StageDeclaration.quirky("validate.hoard")
    @Option("Fields of text.")
    var fields: [TextField]

    func prepare(_ context: inout StageContext) -> PreparedStage? {
        guard let field = context.fields(fields).first else { return nil }
        let rule = context.rule(.quirk)
        return .ordered(OrderedWork(makeWorker: { Idle() }, makeDecider: { Decider(field: field, rule: rule) }))
    }

    private final class Idle: OrderedWorker { func prepare(_ batch: RecordBatch) {} }

    private final class Decider: OrderedDecider {
        private let field: Field
        private let rule: RuleHandle
        private var seen: Set<String> = []

        init(field: Field, rule: RuleHandle) { (self.field, self.rule) = (field, rule) }

        func decide(_ batch: RecordBatch, prepared: any OrderedWorker) {
            for row in 0..<batch.rowCount {
                guard let text = batch.text(of: field, row: row) else { continue }
                if !seen.insert(text).inserted { batch.fault(row: row, rule: rule, slot: field.slot) }
            }
        }
    }
}

/// Finds fault with all records when what it needs is not there.
struct AttendedValidator: TransformStage {
    static let declaration = StageDeclaration.quirky("validate.attended")
    @Option("Fields of text.")
    var fields: [TextField]

    func prepare(_ context: inout StageContext) -> PreparedStage? {
        guard let field = context.fields(fields).first else { return nil }
        let rule = context.rule(.quirk)
        return .free { Worker(field: field, rule: rule) }
    }

    private final class Worker: BatchWorker, Attended {
        private let field: Field
        private let rule: RuleHandle
        private var isReady = false

        init(field: Field, rule: RuleHandle) { (self.field, self.rule) = (field, rule) }

        func attend(_ batches: () async throws -> Void) async throws {
            isReady = true
            await Task.yield()
            try await batches()
            isReady = false
        }

        func process(_ batch: RecordBatch) {
            for row in 0..<batch.rowCount where !isReady { batch.fault(row: row, rule: rule, slot: field.slot) }
        }
    }
}

/// Says that texts are whole numbers, and leaves them as they are.
struct BoastingNormalizer: TransformStage {
    static let declaration = StageDeclaration(
        "normalize.boast",
        "Breaks a promise.",
        example: "fields: [antal]",
        exampleTable: "antal\n7"
    )
    @Option("Fields of text.")
    var fields: [TextField]

    func prepare(_ context: inout StageContext) -> PreparedStage? {
        for field in context.fields(fields) { context.schema.retype(field.name, to: .integer) }
        return .schemaOnly
    }
}

/// Has neither proper names nor texts nor an example that runs.
struct ShabbyNormalizer: TransformStage {
    static let declaration = StageDeclaration(
        "make.Shabby",
        "breaks promises. Many of them",
        example: "fields: [antal]\nlist: nowhere.csv",
        rules: [
            Rejection("Shabby", en: "Is odd.", da: "Is odd."), Rejection("quirk.found", en: "is strange", da: "er sær"),
        ]
    )
    @Option("fields")
    var fields: [TextField]

    func prepare(_ context: inout StageContext) -> PreparedStage? { .schemaOnly }
}
