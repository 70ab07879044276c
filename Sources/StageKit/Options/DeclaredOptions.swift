/// Options that a file declares: what properties with `@Option` are for stages that are Swift types.
public struct DeclaredOptions: Sendable {
    private var list = OptionList(properties: [])

    /// No options.
    public init() {}

    /// Adds an option, with its help and its default: nil when it must be given, unless its type is optional.
    public mutating func add<Value: OptionValue>(_ name: String, _ help: String, default fallback: Value?) {
        list.properties.append((name, Option(help: help, fallback: fallback ?? Value.absent)))
    }

    /// Adds an option that is one of some words.
    public mutating func add(_ name: String, _ help: String, words: [String], isRequired: Bool, default word: String?) {
        let property = WordProperty(help: help, words: words, isRequired: isRequired, word: word)
        list.properties.append((name, property))
    }

    /// The options in the order in which they were added.
    public var declarations: [OptionDeclaration] { list.properties.map { $0.property.declaration(named: $0.name) } }

    /// Reads the options from a map as far as they can be read.
    /// - Returns: the options with what was given, nil when a needed one is not there; and every mistake.
    public func examined(
        _ node: OptionNode,
        in scope: OptionScope
    ) -> (options: DeclaredOptions?, mistakes: [Diagnostic]) {
        var copy = self
        let (isWhole, mistakes) = copy.list.read(node, in: scope)
        return (isWhole ? copy : nil, mistakes)
    }

    /// The value of an option, given or default; nil when it has none.
    public subscript(_ name: String) -> (any OptionValue)? {
        list.properties.first { $0.name == name }?.property.current
    }

    /// The fields that the option with the name names.
    public func fieldReferences(_ name: String) -> [FieldReference] {
        list.properties.first { $0.name == name }?.property.fieldReferences ?? []
    }
}

/// An option that is one of some words.
private struct WordProperty: OptionProperty {
    let help: String
    let words: [String]
    let isRequired: Bool
    var word: String?

    func declaration(named name: String) -> OptionDeclaration {
        OptionDeclaration(
            name: name,
            help: help,
            shape: .choice(words),
            isRequired: isRequired,
            defaultText: word
        )
    }

    func reading(_ node: OptionNode, in scope: OptionScope) throws(Mistakes) -> any OptionProperty {
        var copy = self
        copy.word = try node.choice(of: words.map { (word: $0, value: $0) })
        return copy
    }

    var fieldReferences: [FieldReference] { [] }
    var current: (any OptionValue)? { word }
}
