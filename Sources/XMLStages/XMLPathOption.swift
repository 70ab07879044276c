public import StageKit

/// A path into an XML document.
public struct XMLPathOption: PlacedText {
    public static var expected: String { "a path into the document" }
    public let text: String
    public let place: SourcePlace
    public init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
}
