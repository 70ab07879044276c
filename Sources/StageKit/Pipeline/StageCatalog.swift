/// Makes a stage of a file beside a pipeline that declares one: of the file as option nodes, a scope in which paths are
/// relative to it, and its folder. The stage is nil when there are mistakes.
public typealias StageFileReading =
    @Sendable (_ node: OptionNode, _ scope: OptionScope, _ folder: String) -> (kind: StageKind?, mistakes: [Diagnostic])

/// The stages that a command knows, by name.
public struct StageCatalog: Sendable {
    /// In the order of the reference.
    public let kinds: [StageKind]
    /// Reads a file that declares a stage; nil where there are no such files.
    public var stageFiles: StageFileReading?

    /// A catalog of stages; names are unique.
    public init(kinds: [StageKind]) { self.kinds = kinds }

    /// A catalog of stage types; names are unique.
    public init(_ types: [any Stage.Type]) { self.init(kinds: types.map { StageKind($0) }) }

    /// The stage with a name.
    public subscript(_ name: String) -> StageKind? { kinds.first { $0.declaration.name == name } }

    /// All names, in order.
    public var names: [String] { kinds.map { $0.declaration.name } }

    /// The stages that are Swift types, in order.
    public var types: [any Stage.Type] { kinds.compactMap(\.type) }

    /// The catalog with more stages behind its own.
    public func adding(_ more: [StageKind]) -> StageCatalog {
        var catalog = StageCatalog(kinds: kinds + more)
        catalog.stageFiles = stageFiles
        return catalog
    }

    /// The catalog with a way to read files that declare stages.
    public func reading(_ stageFiles: @escaping StageFileReading) -> StageCatalog {
        var catalog = self
        catalog.stageFiles = stageFiles
        return catalog
    }

    /// The catalog with more stages, for a command of one's own.
    public static func + (catalog: StageCatalog, types: [any Stage.Type]) -> StageCatalog {
        catalog.adding(types.map { StageKind($0) })
    }
}
