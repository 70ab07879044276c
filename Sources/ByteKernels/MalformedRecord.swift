/// A record that cannot be a row: where it stands and what is wrong with it.
public struct MalformedRecord: Equatable, Sendable {
    /// The faults of a record as text; a record has the first that applies, in this order.
    public enum Fault: Sendable {
        /// A NUL byte, which no text holds.
        case nulByte
        /// The block ends inside quotes.
        case openQuote
        /// A quote in a field that does not begin with one; found from left to right with `textAfterQuote`.
        case strayQuote
        /// Bytes between a closing quote and the end of the field.
        case textAfterQuote
        /// Fewer fields than columns.
        case tooFewFields
        /// More fields than columns.
        case tooManyFields
    }

    /// The good rows of the block that stand before it.
    public var row: Int

    /// Its first line, counted from the first line of the block.
    public var line: UInt32

    /// Its first byte in the block.
    public var start: UInt32

    /// The place after its last byte, its line end left out.
    public var end: UInt32

    /// The fields it has.
    public var fields: Int

    /// What is wrong.
    public var fault: Fault

    /// Makes an entry of the list.
    public init(row: Int, line: UInt32, start: UInt32, end: UInt32, fields: Int, fault: Fault) {
        self.row = row
        self.line = line
        self.start = start
        self.end = end
        self.fields = fields
        self.fault = fault
    }
}
