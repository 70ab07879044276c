import ByteKernels
public import StageKit

/// Counts what the values of all columns look like, batch by batch.
public struct TableProfile {
    private(set) var columns: [ColumnProfile] = []
    /// The records that were looked at.
    public private(set) var records = 0
    private let dates = DateNotations()

    private static let formatsWithPoint: Set<String> = ["read.px", "read.json_stat", "read.sdmx"]

    /// Nothing was looked at yet.
    public init() {}

    /// Looks at the records of a batch as a reader delivers them.
    public mutating func add(_ batch: RecordBatch, _ schema: Schema) {
        if columns.isEmpty { columns = schema.fields.map { ColumnProfile(name: $0.name) } }
        records += batch.fates.count { $0 == RecordBatch.Fate.kept }
        for (place, field) in schema.fields.enumerated() where place < columns.count {
            let column = batch.column(field.slot)
            var buffer = OutputBuffer()
            for row in 0..<batch.rowCount where batch.fates[row] == RecordBatch.Fate.kept {
                guard column.isPresent(row) else {
                    columns[place].add(nil, dates: dates)
                    continue
                }
                buffer.removeAll()
                batch.appendText(of: field, row: row, to: &buffer)
                let text = buffer.bytes
                columns[place].add(text.span, dates: dates)
            }
        }
    }

    /// What the columns seem to hold.
    /// - Parameters:
    ///   - lists: the code lists that values may be of.
    ///   - reader: the stage that delivered them; some formats leave no doubt about the decimal mark.
    public mutating func guesses(_ lists: [NamedCodeList], reader: String, today: Int64) -> [ColumnGuess] {
        for place in columns.indices { columns[place].finish() }
        let marks = MarkVotes(columns, isAlwaysPoint: Self.formatsWithPoint.contains(reader))
        var guesses = columns.map { ColumnGuess($0, marks: marks, lists: lists, today: today) }
        // Years without a number yet are like the other years.
        let periods = guesses.indices.filter { WideGuess.isPeriod(guesses[$0].name) }
        let kinds = Set(periods.filter { guesses[$0].different > 0 }.map { guesses[$0].kind })
        if periods.count >= 3, kinds.count == 1, let kind = kinds.first {
            for place in periods where guesses[place].different == 0 { guesses[place].kind = kind }
        }
        return guesses
    }
}
