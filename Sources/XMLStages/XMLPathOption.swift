public import StageKit

/// A path into an XML document, and where it was written.
public struct XMLPathOption: OptionValue {
    /// The path as written.
    public let text: String
    /// Where it was written.
    public let place: SourcePlace

    public static var shape: OptionShape { .text }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, !text.isEmpty else {
            throw Mistakes("expected a path into the document, found \(node.kind)", at: node.place)
        }
        self.text = text
        place = node.place
    }
    public var optionText: String? { text }
}
