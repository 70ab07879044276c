public import StageKit

/// A word or number in the options: what it means is known when the fields are.
public struct WrittenText: PlacedText {
    public static var expected: String { "one value" }
    public static var mayBeEmpty: Bool { true }
    public static var shape: OptionShape { .either([.text, .integer, .boolean]) }
    public let text: String
    public let place: SourcePlace
    public init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
}
