/// `${option.max}` in the texts of a `stage.yaml`.
enum OptionReference {
    private static let start = "${option."

    /// The names that a text refers to.
    static func names(in text: String) -> [String] { pieces(of: text).compactMap(\.name) }

    /// The text with what the options hold.
    static func filled(_ text: String, with value: (String) -> String) -> String {
        pieces(of: text).map { $0.name.map(value) ?? $0.text }.joined()
    }

    private static func pieces(of text: String) -> [(text: String, name: String?)] {
        var pieces: [(text: String, name: String?)] = []
        var rest = Substring(text)
        while let range = rest.firstRange(of: start), let end = rest[range.upperBound...].firstIndex(of: "}") {
            pieces.append((String(rest[..<range.lowerBound]), nil))
            pieces.append(("", String(rest[range.upperBound..<end])))
            rest = rest[rest.index(after: end)...]
        }
        return pieces + [(String(rest), nil)]
    }
}
