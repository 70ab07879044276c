/// A place in a block of bytes where JSON goes wrong, and why.
struct JSONFault: Error, Equatable, Sendable {
    /// The byte, counted from the start of the block.
    var offset: Int
    var reason: JSONReason
    /// The limit that was passed, for reasons that have one.
    var limit: Int?

    init(_ reason: JSONReason, at offset: Int, limit: Int? = nil) {
        self.offset = offset
        self.reason = reason
        self.limit = limit
    }
}
