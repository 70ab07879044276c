/// A text in the options whose meaning is checked later, when fields or files are known: it keeps its place until then.
public protocol PlacedText: OptionValue, Hashable {
    /// What a mistake says should stand there, such as `a path`.
    static var expected: String { get }

    /// Whether the text may be of no characters; it may not unless the type says so.
    static var mayBeEmpty: Bool { get }

    /// As written, variables filled in.
    var text: String { get }

    /// Where it was written.
    var place: SourcePlace { get }

    /// A text found in a pipeline file.
    init(_ text: String, at place: SourcePlace)
}

extension PlacedText {
    public static var mayBeEmpty: Bool { false }
    public static var shape: OptionShape { .text }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, Self.mayBeEmpty || !text.isEmpty else {
            throw Mistakes("expected \(Self.expected), found \(node.kind)", at: node.place)
        }
        self.init(text, at: node.place)
    }
    public var optionText: String? { text }
}
