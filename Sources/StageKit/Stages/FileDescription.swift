/// What programs must know of a file to read it: for the data package beside the outputs.
public struct FileDescription: Sendable {
    /// The usual ending of such files: `csv`.
    public var format: String
    /// The media type, as registered with IANA where it is.
    public var mediaType: String
    /// The encoding, by its IANA name.
    public var encoding: String
    /// How cells are told apart, in the words of the Table Dialect of Frictionless; nil when it is no delimited text.
    public var dialect: JSONText?
    /// The texts that stand for a missing value; nil when the format has a value of its own for that.
    public var missingValues: [String]?
    /// The mark between the whole part and the decimals of a number.
    public var decimalMark: String

    /// A format that has its own numbers and its own missing values.
    public init(
        format: String,
        mediaType: String,
        encoding: String = "utf-8",
        dialect: JSONText? = nil,
        missingValues: [String]? = nil,
        decimalMark: String = "."
    ) {
        self.format = format
        self.mediaType = mediaType
        self.encoding = encoding
        self.dialect = dialect
        self.missingValues = missingValues
        self.decimalMark = decimalMark
    }
}
