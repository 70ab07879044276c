public import StageKit

/// The way from a record to an array in it, keys with / between them.
public struct JSONArrayPath: PlacedText {
    public static var expected: String { "the path of an array" }
    public let text: String
    public let place: SourcePlace
    public init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
}
