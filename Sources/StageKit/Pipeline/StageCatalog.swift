/// The stages that a command knows, by name.
public struct StageCatalog: Sendable {
    /// In the order of the reference.
    public let kinds: [StageKind]

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

    /// The catalog with more stages, for a command of one's own.
    public static func + (catalog: StageCatalog, types: [any Stage.Type]) -> StageCatalog {
        StageCatalog(kinds: catalog.kinds + types.map { StageKind($0) })
    }
}
