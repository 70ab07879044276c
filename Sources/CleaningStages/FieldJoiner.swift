import ByteKernels
public import StageKit

/// Joins the texts of several fields in a new one, which comes last.
public struct FieldJoiner: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.concat",
        "Joins the values of several fields to a text in a new field, which comes last; the others stay.",
        example: """
            fields: [aar, kvartal]
            into: periode
            separator: K
            """,
        exampleTable: """
            aar  | kvartal
            2021 | 1
            2021 | 2
            """
    )

    /// What a missing value does to the result.
    public enum Missing: String, OptionChoice {
        /// It is left out with its separator; a result of nothing is missing.
        case skip
        /// The result is missing, too.
        case missing
    }

    @Option("The fields to join, in this order; numbers are written with a point and dates as 2021-05-31.")
    public var fields: [AnyField]

    @Option("The name of the new field.")
    public var into: NewFieldName

    @Option("The text between two values.")
    public var separator = ""

    @Option("What a missing value does: skip leaves it out, missing makes the result missing.")
    public var missing = Missing.missing

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        if fields.isEmpty { context.mistake("no fields are named", at: $fields.place) }
        // A field may stand there twice.
        let sources = context.fields(fields)
        let result = context.addField(into.text, type: .text, madeOf: sources, at: into.place)
        guard let result, !context.hasErrors else { return nil }
        let separator = Array(separator.utf8)
        let skips = missing == .skip
        return .free {
            JoinWorker(sources: sources, result: result.slot, separator: separator, skipsMissing: skips)
        }
    }
}

private final class JoinWorker: BatchWorker {
    private let sources: [Field]
    private let result: Int
    private let separator: [UInt8]
    private let skipsMissing: Bool
    private var buffer = OutputBuffer()

    init(sources: [Field], result: Int, separator: [UInt8], skipsMissing: Bool) {
        self.sources = sources
        self.result = result
        self.separator = separator
        self.skipsMissing = skipsMissing
    }

    func process(_ batch: RecordBatch) {
        let column = batch.column(result)
        column.reset(source: -1)
        buffer.removeAll()
        column.offsets.append(0)
        for row in 0..<batch.rowCount {
            let state = state(of: row, in: batch)
            if state.isPresent { append(row, of: batch) }
            column.offsets.append(UInt32(clamping: buffer.count))
            column.setState(state, row: row, rowCount: batch.rowCount)
        }
        column.form = .text
        column.arena = buffer.bytes
    }

    private func append(_ row: Int, of batch: RecordBatch) {
        let separator = separator
        var isFirst = true
        for field in sources where batch.column(field.slot).isPresent(row) {
            if !isFirst { buffer.append(separator.span) }
            isFirst = false
            batch.appendText(of: field, row: row, to: &buffer)
        }
    }

    /// What was turned down makes the whole invalid; else the first reason for having no value holds, and what is
    /// provisional makes the whole so.
    private func state(of row: Int, in batch: RecordBatch) -> ValueState {
        var reason: ValueState?
        var present: ValueState?
        for field in sources {
            let state = batch.column(field.slot).state(row)
            if state == .invalid { return .invalid }
            if !state.isPresent {
                reason = reason ?? state
            } else if present != .provisional {
                present = state
            }
        }
        if let reason, !skipsMissing { return reason }
        return present ?? reason ?? .missing
    }
}
