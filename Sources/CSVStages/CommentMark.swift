public import StageKit

/// What a line of a delivered file begins with that is a comment: a sign or a few, or `none`.
public struct CommentMark: OptionValue, Hashable {
    /// The text in the file; nil for none.
    public var text: String?

    /// The mark that is this text.
    public init(_ text: String?) { self.text = text }

    public static var shape: OptionShape { .text }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, (1...8).contains(text.utf8.count), !text.contains(where: \.isNewline),
            !text.utf8.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "\"") })
        else {
            throw Mistakes("expected a sign or a few, or none, found \(node.kind)", at: node.place)
        }
        self.text = text == "none" ? nil : text
    }
    public var optionText: String? { text ?? "none" }
}
