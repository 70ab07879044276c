import StageKit

/// A day in an option.
struct DayText: PlacedText {
    static var expected: String { "a day" }
    let text: String
    let place: SourcePlace
    init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, ISODay.parse(text.utf8) != nil else {
            throw Mistakes("expected a day such as 2021-05-31, found \(node.kind)", at: node.place)
        }
        self.init(text, at: node.place)
    }
}
