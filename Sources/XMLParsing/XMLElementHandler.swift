/// Hears of the elements of a document as they come, for formats whose names are data; see `XMLElementParser`.
///
/// Each call says whether parsing goes on: one that returns false ends it, and the handler itself knows why.
package protocol XMLElementHandler: AnyObject {
    /// An element begins.
    func start(_ element: XMLElementStart) -> Bool
    /// Text directly in the element that began last and has not ended, perhaps in several calls.
    func text(_ bytes: Span<UInt8>) -> Bool
    /// The element that began last and has not ended ends.
    func end() -> Bool
}
