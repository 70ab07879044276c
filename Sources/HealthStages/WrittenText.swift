public import StageKit

/// A word or number in the options, with the place where it was written: what it means is known when the fields are.
public struct WrittenText: OptionValue {
    /// As written.
    public let text: String
    /// Where it was written.
    public let place: SourcePlace

    public static var shape: OptionShape { .either([.text, .integer, .boolean]) }

    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text else { throw Mistakes("expected one value, found \(node.kind)", at: node.place) }
        self.text = text
        place = node.place
    }

    public var optionText: String? { text }
}

/// The name of a column of a table or code list, with the place where it was written.
public struct ColumnName: OptionValue {
    /// As written.
    public let text: String
    /// Where it was written.
    public let place: SourcePlace

    public static var shape: OptionShape { .text }

    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, !text.isEmpty else {
            throw Mistakes("expected the name of a column, found \(node.kind)", at: node.place)
        }
        self.text = text
        place = node.place
    }

    public var optionText: String? { text }
}
