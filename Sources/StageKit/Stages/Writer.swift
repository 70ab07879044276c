public import ByteKernels

/// A stage that turns records into the bytes of a file.
public protocol Writer: Stage {
    /// Where the file goes.
    var path: OutputPath { get }

    /// Checks the options against the fields that reach the writer. Returns nil when it reported a mistake.
    func prepare(_ context: inout StageContext) -> PreparedWriter?
}

/// A path inside the published folder; `${row.field}` makes one file for each value of a field, and `.gz` at the end has
/// the engine pack it.
public struct OutputPath: PlacedText {
    public static var expected: String { "a path" }
    public static var shape: OptionShape { .path }
    public let text: String
    public let place: SourcePlace
    public init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
}

/// A writer that was checked.
public struct PreparedWriter: Sendable {
    /// At the start of every file.
    public var prefix: [UInt8]
    /// Between two records; an encoder puts it between the records of one call, the engine between calls.
    public var separator: [UInt8]
    /// At the end of every file.
    public var suffix: [UInt8]
    /// The whole of a file without records; nil for the prefix and the suffix.
    public var whenEmpty: [UInt8]?
    /// What the file is, for those who read it.
    public var description: FileDescription
    /// Makes one worker's encoder.
    public var makeEncoder: @Sendable () -> any BatchEncoder
    /// Makes the ordered half for one file; nil when a file is its records one after another. With it prefix,
    /// separator and suffix are not used.
    public var makeAssembler: (@Sendable (AssemblyScope) throws -> any FileAssembler)?

    /// A writer that was checked.
    public init(
        description: FileDescription,
        prefix: [UInt8] = [],
        separator: [UInt8] = [],
        suffix: [UInt8] = [],
        whenEmpty: [UInt8]? = nil,
        makeEncoder: @escaping @Sendable () -> any BatchEncoder
    ) {
        self.description = description
        self.prefix = prefix
        self.separator = separator
        self.suffix = suffix
        self.whenEmpty = whenEmpty
        self.makeEncoder = makeEncoder
    }

    /// A writer whose files are more than their records one after another.
    public init(
        description: FileDescription,
        makeEncoder: @escaping @Sendable () -> any BatchEncoder,
        makeAssembler: @escaping @Sendable (AssemblyScope) throws -> any FileAssembler
    ) {
        self.init(description: description, makeEncoder: makeEncoder)
        self.makeAssembler = makeAssembler
    }
}

/// One worker's share of a writer.
public protocol BatchEncoder: AnyObject {
    /// Appends the given rows of the batch to the buffer.
    /// - Throws: `DeliveryFault` when text that no stage touched is not in the encoding it should be in.
    func encode(_ batch: RecordBatch, rows: [UInt32], into buffer: inout OutputBuffer) throws
}
