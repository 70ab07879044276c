/// A stretch of text in a file that a user wrote: a pipeline file, a schema, a code list.
public struct SourcePlace: Hashable, Sendable {
    /// The file as the user named it.
    public var file: String
    /// Counted from 1.
    public var line: Int
    /// Counted from 1, in characters.
    public var column: Int
    /// The number of characters to underline; at least 1.
    public var length: Int

    /// Points at `length` characters.
    public init(file: String, line: Int, column: Int, length: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
        self.length = max(1, length)
    }
}
