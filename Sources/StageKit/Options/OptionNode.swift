/// What a user wrote in a pipeline file for an option, before the option's type has read it.
///
/// Scalars are the text written: `0101`, `no` and `1.10` stay what they are.
public struct OptionNode: Sendable {
    /// The shape in which it was written.
    public enum Content: Sendable {
        /// Nothing after the colon.
        case empty
        case scalar(String)
        case list([OptionNode])
        case map([OptionEntry])
    }

    /// What was written.
    public var content: Content
    /// Where it was written.
    public var place: SourcePlace

    /// A node as found in a file.
    public init(_ content: Content, at place: SourcePlace) {
        self.content = content
        self.place = place
    }

    /// The text of a scalar.
    public var text: String? {
        if case .scalar(let text) = content { text } else { nil }
    }

    /// What the user wrote, in a word that reads on after `expected a number, found`.
    public var kind: String {
        switch content {
        case .empty: "nothing"
        case .scalar(let text): "'\(text)'"
        case .list: "a list"
        case .map: "a map"
        }
    }
}

/// A key and its value in a map of a pipeline file.
public struct OptionEntry: Sendable {
    /// The key as written.
    public var key: String
    /// Where the key was written.
    public var keyPlace: SourcePlace
    /// What follows the colon.
    public var value: OptionNode

    /// An entry as found in a file.
    public init(key: String, keyPlace: SourcePlace, value: OptionNode) {
        self.key = key
        self.keyPlace = keyPlace
        self.value = value
    }
}
