import ByteKernels
import StageKit

/// What the encoders of a writer of JSON need to know, the same in every worker.
struct JSONWritingPlan: Sendable {
    /// A field with its key, rendered once: `,"kommune":`.
    struct Column: Sendable {
        var field: Field
        var key: Range<Int>
        /// The key of the reason, if reasons are written: `,"kommune_status":`.
        var statusKey: Range<Int>
    }

    var columns: [Column] = []
    /// The keys one after another, with room behind them that may be read.
    var keys: [UInt8] = []
    var omitsMissing: Bool
    var givesReasons: Bool
    /// Between two records of a call.
    var separator: [UInt8]
    /// After each record.
    var recordEnd: [UInt8]

    /// Renders the keys; nil when a mistake was reported.
    init?(
        _ context: inout StageContext,
        missing: JSONMissing,
        reasons: Bool,
        reasonsPlace: SourcePlace?,
        separator: String,
        recordEnd: String
    ) {
        omitsMissing = missing == .omit
        givesReasons = reasons
        self.separator = Array(separator.utf8)
        self.recordEnd = Array(recordEnd.utf8)
        for field in context.schema.fields {
            let status = field.name + "_status"
            if reasons, context.schema[status] != nil {
                context.mistake(
                    "the reasons of '\(field.name)' cannot be written: there is a field named '\(status)'",
                    at: reasonsPlace,
                    hint: "rename the field with normalize.rename, or leave it out with normalize.select"
                )
            }
            columns.append(Column(field: field, key: render(field.name), statusKey: render(status)))
        }
        keys += [UInt8](repeating: 0, count: 16)
        if context.hasErrors { return nil }
    }

    private mutating func render(_ key: String) -> Range<Int> {
        let start = keys.count
        var buffer = OutputBuffer()
        buffer.append(UInt8(ascii: ","))
        buffer.appendJSONString(Array(key.utf8).span)
        buffer.append(UInt8(ascii: ":"))
        keys += buffer.bytes
        return start..<keys.count
    }
}
