/// How rows are set in a delimited file.
public struct CSVForm: Sendable {
    /// Delimiter, quote, and which fields stand in quotes.
    public var quoting: CSVQuoting
    /// Whether lines end in CRLF; else in LF.
    public var endsWithCRLF = false
    /// The mark of numbers with decimals.
    public var mark = DecimalMark.point
    /// What stands for a value that is missing, quotes included.
    public var missing: [UInt8] = []
    /// Whether an empty text gets quotes.
    public var quotesEmptyText = false

    /// A form with LF, a decimal point, and nothing for missing values and for empty texts.
    public init(_ quoting: CSVQuoting) {
        self.quoting = quoting
    }
}
