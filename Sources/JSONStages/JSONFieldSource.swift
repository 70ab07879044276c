public import StageKit

/// The path of a value that a field of a reader of JSON is taken from: `gruppe/kommune`.
public struct JSONFieldSource: FieldSource {
    public static var expected: String { "the path of a value" }
    public static var listExample: String { "[aar, kommune]" }
    public static var mapExample: String { "{ kommune: gruppe/kommune }" }
    public static var unsharedName: String? { "value" }
    public let text: String
    public let place: SourcePlace
    /// What the text says; of no keys where it is no path, which no option passes with.
    let path: JSONPath

    public var identity: String { path.slashes }

    public init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
        path = JSONPath(slashes: text) ?? JSONPath(components: [])
    }

    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, JSONPath(slashes: text) != nil else {
            throw Mistakes(
                "expected \(Self.expected), found \(node.kind)",
                at: node.place,
                hint: "write keys with / between them, such as gruppe/kommune"
            )
        }
        self.init(text, at: node.place)
    }
}
