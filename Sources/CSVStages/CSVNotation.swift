/// How a file says what `CSVDialect` says, where that takes more than single bytes.
struct CSVNotation: Sendable {
    /// What stands between two fields.
    var delimiter: [UInt8]
    /// The sign around fields.
    var quote: UInt8?
    /// The sign that takes the meaning from a quote, or from itself, after it; the quote is doubled besides.
    var escape: UInt8?
    /// Whether the escape sign is an ordinary letter outside quotes, whatever it stands before.
    var isLenient = false
    /// What comments begin with; empty for none.
    var comment: [UInt8] = []
    /// Whether blanks around fields, and around their quotes, are left out.
    var trims = false
    /// Whether lines end in CR alone.
    var endsInCR = false

    // No file of text has these.
    static let delimiterByte: UInt8 = 0x1F
    static let commentByte: UInt8 = 0x1E

    /// The byte that stands for the delimiter once the file is rewritten.
    var plainDelimiter: UInt8 { delimiter.count == 1 ? delimiter[0] : Self.delimiterByte }

    /// The byte that stands for the beginning of a comment once the file is rewritten.
    var plainComment: UInt8? { comment.isEmpty ? nil : comment.count == 1 ? comment[0] : Self.commentByte }

    /// Whether the file needs no rewriting, as far as its lines end in LF.
    var isPlain: Bool { delimiter.count == 1 && escape == nil && comment.count <= 1 && !trims }
}
