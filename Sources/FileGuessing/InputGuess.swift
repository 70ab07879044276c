/// Files of one shape, with the stages that read them.
public struct InputGuess: Sendable {
    /// The name of the input.
    public var name: String
    /// The path or pattern, from the folder of the pipeline.
    public var path: String
    /// The files as the user named them.
    public var files: [String]
    /// The stage that reads them.
    public var reader: ReaderGuess
    /// What their columns hold; empty before they were looked at.
    public var columns: [ColumnGuess] = []
    /// The records that were looked at.
    public var records = 0
    /// Whether those are all.
    public var isWhole = true
    /// Fields of other inputs that these files lack.
    public var lacking: [String] = []

    /// Files that were told by their first bytes.
    public init(name: String, path: String, files: [String], reader: ReaderGuess) {
        self.name = name
        self.path = path
        self.files = files
        self.reader = reader
    }

    /// The reader with its path.
    var readerStage: StageGuess {
        StageGuess(
            reader.stage,
            [GuessedOption("path", path)] + reader.options,
            notes: (reader.stage == "read.csv" ? [] : [reader.kind]) + reader.notes
        )
    }
}
