/// What there is to know of a stage before it has options: a Swift type, or a stage that a file beside the pipeline
/// declares.
public struct StageKind: Sendable {
    /// Where in a chain a stage can stand.
    public enum Role: Sendable {
        case reader
        case transform
        case writer
    }

    /// A stage with the options that could be read, nil when a needed one could not; and every mistake.
    public typealias Examined = (stage: (any ConfiguredStage)?, mistakes: [Diagnostic])

    /// What the stage says of itself.
    public let declaration: StageDeclaration
    /// Where in a chain it can stand.
    public let role: Role
    /// The Swift type; nil for a stage that a file declares.
    public let type: (any Stage.Type)?
    private let list: @Sendable () -> [OptionDeclaration]
    private let examine: @Sendable (OptionNode, OptionScope) -> Examined

    /// A stage that is a Swift type.
    public init(_ type: any Stage.Type) {
        declaration = type.declaration
        role = type is any Reader.Type ? .reader : type is any Writer.Type ? .writer : .transform
        self.type = type
        list = { type.options }
        examine = { Self.examined(type, $0, in: $1) }
    }

    /// A stage that a file declares; it stands between readers and writers.
    public init(
        _ declaration: StageDeclaration,
        options: [OptionDeclaration],
        examine: @escaping @Sendable (OptionNode, OptionScope) -> Examined
    ) {
        self.declaration = declaration
        role = .transform
        type = nil
        list = { options }
        self.examine = examine
    }

    /// The options in the order of the reference.
    public var options: [OptionDeclaration] { list() }

    /// Reads the options from a map as far as they can be read.
    public func examined(_ node: OptionNode, in scope: OptionScope) -> Examined { examine(node, scope) }

    /// Reads the options from a map.
    /// - Throws: every mistake in it.
    public func configured(by node: OptionNode, in scope: OptionScope) throws(Mistakes) -> any ConfiguredStage {
        let (stage, mistakes) = examine(node, scope)
        guard let stage, mistakes.isEmpty else { throw Mistakes(mistakes) }
        return stage
    }

    private static func examined<Read: Stage>(
        _ type: Read.Type,
        _ node: OptionNode,
        in scope: OptionScope
    ) -> Examined {
        let (stage, mistakes) = type.examined(node, in: scope)
        return (stage, mistakes)
    }
}
