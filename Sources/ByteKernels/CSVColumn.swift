/// One column of a table on its way into a delimited file: where its values are, and how they are written.
public struct CSVColumn: Sendable {
    /// How the values are held.
    public enum Kind: Sendable {
        /// Fields of a delivered block: `source`, or `places` if it is not empty.
        case fields
        /// Text number `places[row]` of `texts`, ready to be copied.
        case prepared
        /// Text number `row` of `texts`, in UTF-8, not quoted yet.
        case texts
        /// `integers`.
        case integers
        /// `integers` and `scales`; scale 255 means text number `integers[row]` of `texts`.
        case decimals
        /// Days since 1970-01-01 in `integers`.
        case dates
    }

    /// How the values are held.
    public var kind: Kind
    /// The place of the field in its record.
    public var source = 0
    /// For `fields`, the place of each row's field in the table; for `prepared`, the number of its text.
    public var places: [UInt32] = []
    /// For each row, whether it has a value: the low seven bits are zero if so. Empty when all have.
    public var states: [UInt8] = []
    /// See `Kind`.
    public var integers: [Int64] = []
    /// See `Kind`.
    public var scales: [UInt8] = []
    /// Texts one after another.
    public var texts: [UInt8] = []
    /// Where each text begins; one more entry than there are texts.
    public var offsets: [UInt32] = []

    /// A column of the kind, to be filled.
    public init(_ kind: Kind) {
        self.kind = kind
    }
}
