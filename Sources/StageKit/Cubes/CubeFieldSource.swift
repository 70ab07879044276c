/// A dimension of a cube that a field is taken from: `Tid`, `område/label`.
///
/// `/code`, `/label` or `/parent` behind a dimension says what to take.
public struct CubeFieldSource: FieldSource {
    public static var expected: String { "the name of a dimension" }
    public static var listExample: String { "[Tid, value]" }
    public static var mapExample: String { "{ navn: område/label }" }
    public let text: String
    public let place: SourcePlace
    public init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
}
