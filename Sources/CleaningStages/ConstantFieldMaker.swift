public import StageKit

/// Adds fields that have the same value in all records, or none for a reason.
public struct ConstantFieldMaker: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.constant",
        "Adds text fields that have the same value in all records, or none for a reason.",
        example: """
            fields: { kilde: region_nord }
            missing: { antal: not_collected }
            """,
        exampleTable: """
            kommune | procent:number
            0101    | 12.5
            """
    )

    @Option("The new fields, each with its value.")
    public var fields = NamedValues<String>()

    @Option("The new fields that this sender does not deliver, each with the reason.")
    public var missing = NamedValues<ValueState>()

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        if fields.entries.isEmpty, missing.entries.isEmpty {
            context.mistake("no fields are named", at: $fields.place ?? $missing.place, hint: "fields: { name: value }")
        }
        var constants: [ConstantWorker.Constant] = []
        for entry in fields.entries {
            guard let field = context.addField(entry.name, type: .text, at: entry.place) else { continue }
            constants.append(.init(slot: field.slot, dictionary: ValueDictionary([entry.value]), state: .present))
        }
        for entry in missing.entries {
            if entry.value.isPresent {
                context.mistake(
                    "'\(entry.value.name)' is a mark on a value, no reason for having none",
                    at: entry.place,
                    hint: "reasons: " + ValueState.named.filter { !$0.isPresent }.map(\.name).joined(separator: ", ")
                )
            }
            guard let field = context.addField(entry.name, type: .text, at: entry.place) else { continue }
            constants.append(.init(slot: field.slot, dictionary: ValueDictionary([""]), state: entry.value))
        }
        guard !context.hasErrors else { return nil }
        return .free { [constants] in ConstantWorker(constants) }
    }
}

private final class ConstantWorker: BatchWorker {
    struct Constant: Sendable {
        let slot: Int
        let dictionary: ValueDictionary
        let state: ValueState
    }

    private let constants: [Constant]

    init(_ constants: [Constant]) {
        self.constants = constants
    }

    func process(_ batch: RecordBatch) {
        for constant in constants {
            let column = batch.column(constant.slot)
            column.reset(source: -1)
            column.form = .coded
            column.dictionary = constant.dictionary
            column.codes.append(contentsOf: repeatElement(0, count: batch.rowCount))
            guard constant.state != .present else { continue }
            column.states.append(contentsOf: repeatElement(constant.state.rawValue, count: batch.rowCount))
        }
    }
}
