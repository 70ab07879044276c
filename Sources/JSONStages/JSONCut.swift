/// What a cutter found in a block: how much of it can go to a worker.
struct JSONCut: Equatable, Sendable {
    /// The bytes that are done with; the next block must begin with those after it.
    var end: Int
    /// How many lines end among them.
    var lineEnds: Int
    /// Where the whole records lie among them, from the first byte of the first to the last byte of the last.
    var records: Range<Int>
    /// Why the file is refused after these records. A worker may find an earlier fault in them, which then comes first.
    var fault: JSONDocumentFault?
    /// Where the element begins that the fault stands in: it may be too long before it is faulty.
    var openElement: Int?
}
