/// A list that a schema file names: read when a stage asks for it.
public struct ListReference: OptionValue {
    /// The path as written, relative to the file that it stands in.
    public var path: String { written.text }
    private let written: InputPath
    private let scope: OptionScope

    public static var shape: OptionShape { InputPath.shape }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        written = try InputPath(option: node, in: scope)
        self.scope = scope
    }
    public var optionText: String? { path }

    /// Reads the list as a `CodeList`, a `Table` or another type that options can have.
    public func read<List: OptionValue>(as type: List.Type) throws(Mistakes) -> List {
        try List(option: OptionNode(.scalar(path), at: written.place), in: scope)
    }
}
