/// Takes the elements of a part of a workbook as they come. Calls are few and plain: a handler notes what is wrong and
/// is asked for it after each piece.
protocol PartHandler: AnyObject {
    /// An element begins.
    /// - Parameter name: the place of its name, without regard to its namespace, in the parser's list; -1 for others.
    func start(_ name: Int)
    /// An attribute of the element that began last; called for those in the parser's list alone.
    func attribute(_ name: Int, _ value: Span<UInt8>)
    /// Text in the innermost element, in pieces as they come, CDATA and white space included.
    func text(_ bytes: Span<UInt8>)
    /// The innermost element ends.
    func end(_ name: Int)
}
