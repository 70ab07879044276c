public import StageKit

/// A name that an option gives to a field.
public struct NewFieldName: PlacedText {
    public static var expected: String { "a name for a field" }
    public let text: String
    public let place: SourcePlace
    public init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
}
