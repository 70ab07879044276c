/// The bytes that give a delimited file its shape; line ends are always LF or CRLF, never CR alone.
public struct CSVDialect: Equatable, Sendable {
    /// Stands between two fields; not a quote, CR or LF.
    public var delimiter: UInt8

    /// Opens a field at its first byte and closes it; doubled inside, it stands for itself. Nil: quotes are ordinary.
    public var quote: UInt8?

    /// A record whose first byte this is does not count, and quotes in it mean nothing.
    public var comment: UInt8?

    /// Makes a dialect without comments unless a comment byte is given.
    public init(delimiter: UInt8, quote: UInt8?, comment: UInt8? = nil) {
        self.delimiter = delimiter
        self.quote = quote
        self.comment = comment
    }
}
