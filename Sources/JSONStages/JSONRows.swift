/// Parsed records as rows: their values one after another, and a table of where each starts.
///
/// The table has an entry for each column and one more; a value ends one byte before the next entry's place.
struct JSONRows: Sendable {
    /// The byte after each value.
    static let separator: UInt8 = 0
    /// The kind of a value stands in its entry from this bit on, its place in those below.
    static let kindShift: UInt32 = 29
    static let placeMask: UInt32 = 1 << kindShift - 1

    let columnCount: Int
    private(set) var count = 0
    /// The values; only the first `arenaCount` bytes are in use.
    private(set) var arena: [UInt8] = []
    private(set) var arenaCount = 0
    /// `columnCount + 1` entries for each row.
    private(set) var table: [UInt32] = []
    /// Where the record of each row lies in its block.
    private(set) var sources: [Range<Int>] = []
    private(set) var rejects: [JSONReject] = []
    /// The rows of records whose array, which was to be exploded, had no elements.
    var rowsWithoutElements: [Int] = []
    /// The element in which the file must be refused, by its brackets.
    var refusedElement: Range<Int>?
    /// The first field that no column asks for, with the record of its row or reject.
    var unknownField: JSONUnknownField?
    /// How many rows have such fields.
    var unknownFieldCount = 0

    init(columnCount: Int) {
        self.columnCount = columnCount
    }

    /// Forgets all rows and keeps the memory for the next block.
    mutating func removeAll() {
        count = 0
        arenaCount = 0
        table.removeAll(keepingCapacity: true)
        sources.removeAll(keepingCapacity: true)
        rejects.removeAll(keepingCapacity: true)
        rowsWithoutElements.removeAll(keepingCapacity: true)
        refusedElement = nil
        unknownField = nil
        unknownFieldCount = 0
    }

    /// Gives the table away for another one, whose memory is used for the next block.
    mutating func exchangeTable(with other: inout [UInt32]) {
        swap(&table, &other)
    }

    /// Adds the record that the parser has just parsed.
    mutating func append(
        _ parser: JSONRecordParser,
        _ bytes: Span<UInt8>,
        source: Range<Int>
    ) throws(JSONFault) {
        let needed = arenaCount + parser.rowLimit(recordCount: source.count)
        guard needed <= Int(Self.placeMask) else {
            throw JSONFault(.size, at: source.lowerBound, limit: Int(Self.placeMask))
        }
        if needed > arena.count {
            arena.append(contentsOf: repeatElement(0, count: max(needed, 2 * arena.count) - arena.count))
        }
        let firstEntry = table.count
        table.append(contentsOf: repeatElement(0, count: columnCount + 1))
        arenaCount = Self.write(parser, bytes, &arena, arenaCount, &table, firstEntry)
        sources.append(source)
        count += 1
    }

    /// Spans of two arrays can be open at once only when the arrays are arguments of their own.
    @inline(__always)
    private static func write(
        _ parser: JSONRecordParser,
        _ bytes: Span<UInt8>,
        _ arena: inout [UInt8],
        _ place: Int,
        _ table: inout [UInt32],
        _ firstEntry: Int
    ) -> Int {
        var target = arena.mutableSpan
        var entries = table.mutableSpan
        return parser.write(bytes, into: &target, at: place, table: &entries, at: firstEntry)
    }

    /// Adds a record that could not be parsed.
    mutating func reject(_ fault: JSONFault, source: Range<Int>) {
        rejects.append(JSONReject(fault: fault, source: source, row: count))
    }

    /// How a value was delivered.
    func kind(row: Int, column: Int) -> JSONKind {
        JSONKind(rawValue: table[row * (columnCount + 1) + column] >> Self.kindShift) ?? .absent
    }

    /// The bytes of a value.
    func value(row: Int, column: Int) -> ArraySlice<UInt8> {
        let entry = row * (columnCount + 1) + column
        return arena[Int(table[entry] & Self.placeMask)..<Int(table[entry + 1] & Self.placeMask) - 1]
    }
}
