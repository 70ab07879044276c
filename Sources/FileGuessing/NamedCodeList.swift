public import StageKit

/// A code list with the path under which a pipeline names it.
public struct NamedCodeList: Sendable {
    /// The path, relative to the pipeline file.
    public var path: String
    /// The list.
    public var list: CodeList

    /// A list that was read.
    public init(path: String, list: CodeList) {
        self.path = path
        self.list = list
    }
}
