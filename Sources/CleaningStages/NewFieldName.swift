public import StageKit

/// A name that an option gives to a field, with the place where it was written.
public struct NewFieldName: OptionValue, Hashable {
    /// The name as written; never empty.
    public var name: String
    /// Where it was written.
    public var place: SourcePlace

    public static var shape: OptionShape { .text }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let name = node.text, !name.isEmpty else {
            throw Mistakes("expected a name for a field, found \(node.kind)", at: node.place)
        }
        self.name = name
        place = node.place
    }
    public var optionText: String? { name }
}
