/// Finds the fields of the records of a block.
public struct FieldIndexer: Sendable {
    /// What becomes of a line with no bytes at all.
    public enum BlankLines: Sendable {
        /// It is no record.
        case skip
        /// It is a record with one empty field, as in a file with one column.
        case record
    }

    /// What becomes of a record whose number of fields is not the number of columns.
    public enum RaggedRecords: Sendable {
        /// It is malformed.
        case reject
        /// Missing last fields are absent; a record with too many is malformed.
        case pad
        /// Fields too many are left out; a record with too few is malformed.
        case truncate
    }

    /// What becomes of quotes that the rules of the format do not allow.
    public enum Quotes: Sendable {
        /// The record is malformed.
        case strict
        /// A quote inside an unquoted field is an ordinary byte, and so is what follows a closing quote.
        case lenient
    }

    /// The shape of the file.
    public let dialect: CSVDialect

    /// The number of fields that a record must have, from 1 to `maximumColumns`.
    public let columns: Int

    /// More columns than any table has; it keeps padded rows within what an entry can hold.
    public static let maximumColumns = 1 << 16

    /// The largest block that can be indexed.
    static let maximumBlock = 1 << 28

    /// What becomes of a line with no bytes.
    public var blankLines = BlankLines.skip

    /// What becomes of short and long records.
    public var ragged = RaggedRecords.reject

    /// What becomes of quotes in the wrong place.
    public var quotes = Quotes.strict

    /// Makes a strict indexer.
    public init(_ dialect: CSVDialect, columns: Int) {
        precondition(columns >= 1 && columns <= FieldIndexer.maximumColumns)
        self.dialect = dialect
        self.columns = columns
    }

    /// Replaces what `index` holds by the records in the first `count` bytes.
    ///
    /// The block begins at the start of a record, and 64 bytes of padding follow it; what these hold does not matter.
    /// The last record needs no line end.
    public func index(_ bytes: Span<UInt8>, count: Int, into index: inout FieldIndex) {
        precondition(count >= 0 && count <= FieldIndexer.maximumBlock && bytes.count - count >= 64)
        index.removeAll(columns: columns)
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var pass = unsafe FieldIndexPass(self, base: base, count: count, index: index)
            // The lists travel with the pass; the index lets go of them so that they are not copied.
            index.lines = []
            index.malformed = []
            var room = pass.firstRoom
            repeat {
                if index.entries.count < room {
                    index.entries.append(contentsOf: repeatElement(0, count: room - index.entries.count))
                }
                unsafe index.entries.withUnsafeMutableBufferPointer { table in
                    guard let entries = table.baseAddress else { return }
                    unsafe pass.run(entries: entries, room: table.count)
                }
                room = max(pass.neededRoom, room + room / 2)
            } while !pass.isFinished
            pass.finish(&index)
        }
    }
}
