/// The delivered block and its table, where columns of fields find their bytes.
public struct CSVDelivered: Sendable {
    /// The block, padding included.
    public var block: [UInt8]
    /// Entries as in `FieldIndex`.
    public var table: [UInt32]
    /// The entries of one record.
    public var stride: Int
    /// The record of each row; empty when row r is record r.
    public var records: [UInt32]
    /// How the bytes of the block stand for characters.
    public var encoding: TextEncoding
    /// The quote of the delivery.
    public var quote: UInt8

    /// The parts of a batch.
    public init(
        block: [UInt8],
        table: [UInt32],
        stride: Int,
        records: [UInt32],
        encoding: TextEncoding,
        quote: UInt8
    ) {
        self.block = block
        self.table = table
        self.stride = stride
        self.records = records
        self.encoding = encoding
        self.quote = quote
    }
}
