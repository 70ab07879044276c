/// A list that a schema file names: read when a stage asks for it.
public struct ListReference: OptionValue {
    /// The path as written, relative to the file that it stands in.
    public let path: String
    /// Where it was written.
    public let place: SourcePlace
    private let scope: OptionScope

    public static var shape: OptionShape { .path }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let path = node.text, !path.isEmpty else {
            throw Mistakes("expected a path, found \(node.kind)", at: node.place)
        }
        self.path = path
        place = node.place
        self.scope = scope
    }
    public var optionText: String? { path }

    /// Reads the list as a `CodeList`, a `Table` or another type that options can have.
    public func read<List: OptionValue>(as type: List.Type) throws(Mistakes) -> List {
        try List(option: OptionNode(.scalar(path), at: place), in: scope)
    }
}
