import ByteKernels
public import StageKit

/// Gives the fields of a schema their types.
public struct TypesNormalizer: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.types",
        "Gives the fields of a schema their types: numbers with a decimal point, dates as 2021-05-31, true and false.",
        example: """
            schema: schemas/indikator.yaml
            """,
        exampleTable: """
            kommune | indikator     | aar  | koen  | alder | procent | ci_lav | ci_hoej | antal
            0101    | ryger_dagligt | 2021 | maend | 16+   | 12.5    | 11.2   | 13.9    | 1012
            """,
        rules: NumberNotation.rules + DecimalNotation.rules + IntegerNotation.rules + DateNotation.rules
            + BooleanNotation.rules
    )

    @Option("The schema file; its fields must be here, as text or with the type that it gives them.")
    public var schema: TableSchema

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let untyped = checkFields(in: &context)
        let workers = [
            context.worker(
                NumberNotation(mark: .point, isGrouped: false, takesPercent: false),
                fields: untyped[.number, default: []]
            ),
            context.worker(
                DecimalNotation(mark: .point, isGrouped: false, scale: UInt8(Decimal64.maximumDigits)),
                fields: untyped[.decimal, default: []]
            ),
            context.worker(IntegerNotation(grouping: nil), fields: untyped[.integer, default: []]),
            (try? DatePattern("yyyy-MM-dd")).flatMap { iso in
                context.worker(DateNotation(iso), fields: untyped[.date, default: []])
            },
            context.worker(
                BooleanNotation(trueWords: ["true"], falseWords: ["false"]),
                fields: untyped[.boolean, default: []]
            ),
        ].compactMap { $0 }
        guard !context.hasErrors else { return nil }
        guard !workers.isEmpty else { return .schemaOnly }
        return .free { SequenceWorker(workers.map { $0() }) }
    }

    /// The fields that are text and are to be something else, by type; reports fields that do not fit the schema.
    private func checkFields(in context: inout StageContext) -> [FieldType: [FieldReference]] {
        let place = $schema.place ?? context.place
        var untyped: [FieldType: [FieldReference]] = [:]
        for entry in schema.fields {
            guard let field = context.schema[entry.name] else {
                let names = context.schema.names
                context.mistake(
                    "no field named '\(entry.name)' at this point in the pipeline; schema '\(schema.name)' has it",
                    at: place,
                    hint: Spelling.suggestion(for: entry.name, among: names)
                        ?? "fields here: \(names.joined(separator: ", "))"
                )
                continue
            }
            if entry.value.personal { context.schema.markPersonal(field.name) }
            let type = entry.value.type
            if field.type == .text, type != .text {
                untyped[type, default: []].append(FieldReference(name: field.name, place: place, types: [.text]))
            } else if field.type != type {
                context.mistake(
                    "field '\(field.name)' is \(field.type.rawValue) here, not \(type.rawValue) as in schema "
                        + "'\(schema.name)'",
                    at: place,
                    hint: "type the field as the schema does, or mend the schema"
                )
            }
        }
        return untyped
    }
}

/// Several workers one after another.
private final class SequenceWorker: BatchWorker {
    private let workers: [any BatchWorker]

    init(_ workers: [any BatchWorker]) { self.workers = workers }

    func process(_ batch: RecordBatch) throws {
        for worker in workers { try worker.process(batch) }
    }
}
