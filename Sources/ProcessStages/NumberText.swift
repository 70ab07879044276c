import StageKit

/// A number in an option, with its digits.
struct NumberText: PlacedText {
    static var expected: String { "a number" }
    let text: String
    let place: SourcePlace
    init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        let bytes = Array((node.text ?? "").utf8)
        guard ColumnBuilder.isValue(bytes.span, 0..<bytes.count, of: .number) else {
            throw Mistakes("expected a number such as 12.5, found \(node.kind)", at: node.place)
        }
        self.init(node.text ?? "", at: node.place)
    }
}
