/// What a document may ask for before it is refused; each limit has a reason of its own in `XMLFault`.
struct XMLLimits: Sendable, Equatable {
    /// The greatest depth that a pipeline file may allow.
    static let greatestDepth = 10_000
    /// The largest record that a pipeline file may allow: a row may take twice as much in a batch.
    static let greatestRecordBytes = 64 << 20

    /// Elements inside elements.
    var depth = 256
    /// Attributes of one element, namespace declarations included.
    var attributes = 256
    /// Bytes of one value, in UTF-8.
    var valueBytes = 16 << 20
    /// Bytes of all values of one record, and of all values kept of the elements around records.
    var recordBytes = 64 << 20
    /// Bytes of all rows that one call of `feed` may give: values of ancestors are repeated in each record.
    var batchBytes = 192 << 20
}
