/// The stages that a command knows, by name.
public struct StageCatalog: Sendable {
    /// In the order of the reference.
    public let types: [any Stage.Type]

    /// A catalog of stage types; names are unique.
    public init(_ types: [any Stage.Type]) {
        self.types = types
    }

    /// The stage with a name.
    public subscript(_ name: String) -> (any Stage.Type)? { types.first { $0.declaration.name == name } }

    /// All names, in order.
    public var names: [String] { types.map { $0.declaration.name } }

    /// The catalog with more stages, for a command of one's own.
    public static func + (catalog: StageCatalog, types: [any Stage.Type]) -> StageCatalog {
        StageCatalog(catalog.types + types)
    }
}
