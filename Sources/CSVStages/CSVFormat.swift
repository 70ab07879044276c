import ByteKernels
import StageKit

/// What a checked `read.csv` knows of its files.
struct CSVFormat: Sendable {
    var dialect: CSVDialect
    /// How the file writes the dialect.
    var notation: CSVNotation
    var encoding: FileEncoding
    /// False for lines with fixed places, which are cut into blocks in the same way.
    var isDelimited = true
    var quotes = FieldIndexer.Quotes.strict
    var ragged = FieldIndexer.RaggedRecords.reject
    var blankRows = CSVReader.BlankRows.skip
    var skipRows = 0
    var headerRows = 1
    /// Names by the place of the cell in the header, from 0.
    var names: [Int: String] = [:]
    /// The fields that each file must have; nil while they are sought in the first file.
    var fields: [String]?
    var ignoresExtra = false
    var hasHeadings = false
    /// The bytes with which the line after the data begins; empty for none.
    var footer: [UInt8] = []
    var maxRecord = 16 << 20
    var maxCell = 1 << 20
    var maxColumns = 1 << 16
    /// Whether a file whose last line has no line end is refused: it may be cut.
    var refusesOpenEnd = false

    init(notation: CSVNotation, encoding: FileEncoding) {
        self.notation = notation
        self.encoding = encoding
        dialect = CSVDialect(
            delimiter: notation.plainDelimiter,
            quote: notation.quote,
            comment: notation.plainComment
        )
    }

    /// The column of the first delivered field: one made of headings stands before it.
    var firstSlot: Int { hasHeadings ? 1 : 0 }
}
