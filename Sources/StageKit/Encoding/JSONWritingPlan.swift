import ByteKernels

/// What the encoders of a writer of JSON need to know, the same in every worker.
package struct JSONWritingPlan: Sendable {
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
    package var separator: [UInt8]
    /// After each record.
    package var recordEnd: [UInt8]

    /// What stands behind the name of a field in the key of its reason.
    package static let statusEnd = "_status"

    /// Renders the keys.
    package init(_ fields: [Field], omitsMissing: Bool, givesReasons: Bool, separator: String, recordEnd: String) {
        self.omitsMissing = omitsMissing
        self.givesReasons = givesReasons
        self.separator = Array(separator.utf8)
        self.recordEnd = Array(recordEnd.utf8)
        for field in fields {
            let status = field.name + Self.statusEnd
            columns.append(Column(field: field, key: render(field.name), statusKey: render(status)))
        }
        keys += [UInt8](repeating: 0, count: 16)
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
