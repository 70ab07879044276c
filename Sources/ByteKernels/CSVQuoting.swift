/// How a writer sets the fields of a delimited file.
public struct CSVQuoting: Equatable, Sendable {
    /// Which fields stand in quotes.
    public enum Style: Sendable {
        /// Those that need it: they hold a delimiter, a quote, CR or LF.
        case minimal
        /// All.
        case always
    }

    /// Stands between two fields.
    public var delimiter: UInt8

    /// Stands around a field, and doubled for itself.
    public var quote: UInt8

    /// Which fields stand in quotes.
    public var style: Style

    /// Makes a quoting that leaves fields plain where it can.
    public init(delimiter: UInt8, quote: UInt8 = UInt8(ascii: "\""), style: Style = .minimal) {
        self.delimiter = delimiter
        self.quote = quote
        self.style = style
    }
}
