/// A stage that makes records of a delivery.
public protocol Reader: Stage {
    /// Where the deliveries are.
    var path: InputPath { get }

    /// Checks the options and says which fields the records have. Returns nil when it reported a mistake.
    func prepare(_ context: inout ReaderContext) -> PreparedReader?
}

/// A path or a pattern of paths with `*` and `?`, relative to the pipeline file. Files whose names end in `.gz` or `.zip`
/// are unpacked by the engine.
public struct InputPath: PlacedText {
    public static var expected: String { "a path" }
    public static var shape: OptionShape { .path }
    public let text: String
    public let place: SourcePlace
    public init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
}

/// A reader that was checked.
public struct PreparedReader: Sendable {
    /// Makes the ordered half for one file.
    public var makeSource: @Sendable () -> any RecordSource
    /// Makes one worker's parser; nil when the ordered half does it all.
    public var makeParser: (@Sendable () -> any RecordParser)?
    /// How rejected records are listed.
    public var rejectDialect: RejectDialect

    /// The two halves of a reader.
    public init(
        rejectDialect: RejectDialect = RejectDialect(),
        makeSource: @escaping @Sendable () -> any RecordSource,
        makeParser: (@Sendable () -> any RecordParser)? = nil
    ) {
        self.rejectDialect = rejectDialect
        self.makeSource = makeSource
        self.makeParser = makeParser
    }
}

/// The form of a list of rejected records: that of the delivery, so that the sender can mend and return it.
public struct RejectDialect: Sendable, Equatable {
    /// Between cells.
    public var delimiter: UInt8
    /// Around cells that need it.
    public var quote: UInt8
    /// Of the whole list.
    public var encoding: FileEncoding

    /// UTF-8 and `;` unless told otherwise.
    public init(delimiter: UInt8 = UInt8(ascii: ";"), quote: UInt8 = UInt8(ascii: "\""), encoding: FileEncoding = .utf8)
    {
        self.delimiter = delimiter
        self.quote = quote
        self.encoding = encoding
    }
}

/// The bytes of a delivery, in order.
public protocol ByteInput: AnyObject {
    /// The file, as the user named it.
    var name: String { get }
    /// Reads up to `buffer.count - offset` bytes into `buffer` from `offset` on; 0 at the end of the file.
    func read(into buffer: inout [UInt8], at offset: Int) throws -> Int
    /// The same delivery for looking at it anywhere; nil for a stream, which passes by once.
    var anywhere: (any RandomAccessBytes)? { get }
    /// How much may come out of what is packed in it.
    var unpacking: UnpackingLimits { get }
}

extension ByteInput {
    public var anywhere: (any RandomAccessBytes)? { nil }
    public var unpacking: UnpackingLimits { UnpackingLimits() }
}

/// The ordered half of a reader: takes a file block by block and finds where whole records end.
public protocol RecordSource: AnyObject {
    /// Fills the batch with the next whole records: `block`, its place, and, where there is no parser, the rows.
    /// - Returns: false when the file has no more.
    /// - Throws: `DeliveryFault` when the rest cannot be read for certain.
    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool
    /// Notes for the report: leniencies used and how often, by name.
    var counts: [String: Int] { get }
}

extension RecordSource {
    public var counts: [String: Int] { [:] }
}

/// The free half of a reader: finds the cells of the records in a block.
public protocol RecordParser: AnyObject {
    /// Fills the record table of the batch and begins its rows.
    func parse(_ batch: RecordBatch) throws
    /// Notes for the report: leniencies used and how often, by name.
    var counts: [String: Int] { get }
}

extension RecordParser {
    public var counts: [String: Int] { [:] }
}
