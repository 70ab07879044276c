/// What a text means in a code list.
public enum CodeMatch: Hashable, Sendable {
    /// The code with this number in `CodeList.codes`.
    case code(UInt32)
    /// No entry is spelt so, or more than one is and nothing tells them apart.
    case unknown
    /// There is such an entry, but not at that time.
    case notValidThen
}

/// A text that a code list knows, with all it means in the course of time; see `CodeList.meaning(of:)`.
public struct CodeMeaning: Hashable, Sendable {
    /// Small numbers, for tables of meanings.
    public let index: UInt32

    /// The meaning with a number that was taken from a meaning of the same list.
    public init(index: UInt32) { self.index = index }
}
