/// A record that was turned down, and where it stood.
struct JSONReject: Equatable, Sendable {
    var fault: JSONFault
    /// Where the record lies in its block, as far as that is known.
    var source: Range<Int>
    /// How many rows of the block come before it.
    var row: Int
}
