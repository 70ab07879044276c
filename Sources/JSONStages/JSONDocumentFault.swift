/// A fault that makes record ends uncertain, so that the whole file is refused.
struct JSONDocumentFault: Error, Equatable, Sendable {
    var reason: JSONReason
    /// The byte of the file, counted from 0.
    var offset: Int
    /// The line of the file, counted from 1.
    var line: Int
    /// The limit that was passed, for reasons that have one.
    var limit: Int?
}
