/// What a document may ask for before it is refused; each limit has a reason of its own in `XMLFault`.
package struct XMLLimits: Sendable, Equatable {
    /// The greatest depth that a pipeline file may allow.
    package static let greatestDepth = 10_000
    /// The largest record that a pipeline file may allow: a row may take twice as much in a batch.
    package static let greatestRecordBytes = 64 << 20

    /// Elements inside elements.
    package var depth = 256
    /// Attributes of one element, namespace declarations included.
    package var attributes = 256
    /// Different names of elements and attributes that one parser meets, where all are told of.
    package var names = 10_000
    /// Bytes of one value, in UTF-8.
    package var valueBytes = 16 << 20
    /// Bytes of all values of one record, and of all values kept of the elements around records.
    package var recordBytes = 64 << 20
    /// Bytes of all rows that one call of `feed` may give: values of ancestors are repeated in each record.
    package var batchBytes = 192 << 20

    /// The limits of a pipeline file that sets none.
    package init() {}
}
