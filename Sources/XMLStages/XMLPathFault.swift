/// A mistake in a path of a layout.
struct XMLPathFault: Error, Equatable {
    /// The path as written.
    let path: String
    /// Reads on after the path in quotes.
    let message: String
}
