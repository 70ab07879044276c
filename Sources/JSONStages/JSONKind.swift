/// How a value stood in the file: bits 29 and 30 of its entry in the table of a batch.
enum JSONKind: UInt32, Sendable {
    case string = 0
    case number = 1
    case boolean = 2
    /// The field is not in the record, or is null.
    case absent = 3
}
