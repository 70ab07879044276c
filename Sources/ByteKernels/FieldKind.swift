/// What a reader knows of a field beside its bytes.
@frozen
public enum FieldKind: UInt8, Sendable {
    /// Text, or a format that does not tell text from numbers.
    case text = 0
    /// Delivered as a number.
    case number = 1
    /// Delivered as true or false.
    case boolean = 2
    /// Not delivered: its length is zero, and its place says nothing and may lie outside the block.
    case absent = 3
}
