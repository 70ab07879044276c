public import StageKit

/// The name of a column of a table or code list.
public struct ColumnName: PlacedText {
    public static var expected: String { "the name of a column" }
    public let text: String
    public let place: SourcePlace
    public init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
}
