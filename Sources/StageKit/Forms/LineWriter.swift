import ByteKernels

/// The plainest form of a writer: a line of text in UTF-8 for each record.
public protocol LineWriter: Writer {
    /// What programs must know of the file to read it.
    var fileDescription: FileDescription { get }

    /// The lines before the records, without their ends; none unless the stage says otherwise.
    /// - Parameter fields: the fields that reach the writer, in order.
    func header(_ fields: [Field]) -> [String]

    /// The line of a record, without its end. `fields` are those that reach the writer, in order; `row.text(of:)` gives
    /// their values.
    func line(_ row: Row, fields: [Field]) -> String
}

extension LineWriter {
    public func header(_ fields: [Field]) -> [String] { [] }

    public func prepare(_ context: inout StageContext) -> PreparedWriter? {
        for reference in fieldReferences { _ = context.field(reference) }
        if context.schema.fields.isEmpty { context.mistake("there are no fields to write") }
        guard !context.hasErrors else { return nil }
        let schema = context.schema
        let lookup = RowLookup(schema, fieldReferences)
        let head = header(schema.fields).map { $0 + "\n" }.joined()
        return PreparedWriter(description: fileDescription, prefix: Array(head.utf8)) {
            LineEncoder(lookup) { self.line($0, fields: schema.fields) }
        }
    }
}

private final class LineEncoder: BatchEncoder {
    private let lookup: RowLookup
    private let line: (Row) -> String

    init(_ lookup: RowLookup, line: @escaping (Row) -> String) {
        self.lookup = lookup
        self.line = line
    }

    func encode(_ batch: RecordBatch, rows: [UInt32], into buffer: inout OutputBuffer) throws {
        let fields = RowFields(batch, lookup)
        for row in rows {
            buffer.append(text: line(Row(fields, index: Int(row))))
            buffer.append(UInt8(ascii: "\n"))
        }
    }
}
