/// The bytes of a delivery in any order: for containers whose directory stands at their end.
///
/// Whoever looks still reads the delivery to its end with `ByteInput.read`: by that it is counted and hashed.
public protocol RandomAccessBytes: AnyObject {
    /// How many bytes there are.
    var byteCount: UInt64 { get }
    /// Looks at bytes from a place on; fewer only at the end.
    func look(at position: UInt64, count: Int) throws -> [UInt8]
}
