/// A mistake in a path of a layout.
package struct XMLPathFault: Error, Equatable {
    /// The path as written.
    package let path: String
    /// Reads on after the path in quotes.
    package let message: String
}
