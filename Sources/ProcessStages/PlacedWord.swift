import StageKit

/// A word with its place.
struct PlacedWord: PlacedText {
    static var expected: String { "a text" }
    let text: String
    let place: SourcePlace
    init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
}
