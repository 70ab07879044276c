/// A field that records have and no column asks for.
struct JSONUnknownField: Equatable, Sendable {
    var path: JSONPath
    /// The byte of its key, counted from the start of the block.
    var offset: Int
}
