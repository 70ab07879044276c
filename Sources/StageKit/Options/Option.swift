/// Declares an option of a stage: the key, the type, the default and the help in one line.
///
/// ```swift
/// @Option("The decimal mark of the file; the other mark groups thousands.")
/// public var decimalMark = DecimalMark.comma
/// ```
/// is written `decimal_mark: comma` in the pipeline file. Without a default the option must be given, unless its type
/// is optional.
@propertyWrapper
public struct Option<Value: OptionValue>: Sendable {
    private let help: String
    private let fallback: Value?
    private var given: Value?
    /// The value given, else the default; a stage may read it for every record.
    @usableFromInline var chosen: Value?
    private var givenPlace: SourcePlace?

    /// An option that must be given, unless its type is optional.
    public init(_ help: StaticString) {
        self.help = "\(help)"
        fallback = Value.absent
        chosen = fallback
    }

    /// An option with a default.
    public init(wrappedValue: Value, _ help: StaticString) {
        self.help = "\(help)"
        fallback = wrappedValue
        chosen = wrappedValue
    }

    /// An option that a file declares.
    init(help: String, fallback: Value?) {
        self.help = help
        self.fallback = fallback
        chosen = fallback
    }

    /// The value given, else the default.
    @inlinable
    public var wrappedValue: Value {
        get {
            guard let chosen else {
                preconditionFailure("a required option was read before the stage was configured")
            }
            return chosen
        }
        set { choose(newValue) }
    }

    @usableFromInline
    mutating func choose(_ value: Value) {
        given = value
        chosen = value
    }

    /// Whether and where the option was given.
    public var projectedValue: OptionOrigin { OptionOrigin(isGiven: given != nil, place: givenPlace) }
}

/// Whether and where an option was given.
public struct OptionOrigin: Sendable {
    /// False when the default holds.
    public let isGiven: Bool
    /// The place of the value in the pipeline file.
    public let place: SourcePlace?
}

/// The part of an `Option` that does not depend on its type.
protocol OptionProperty: Sendable {
    func declaration(named name: String) -> OptionDeclaration
    /// The property with the value that was written for it.
    func reading(_ node: OptionNode, in scope: OptionScope) throws(Mistakes) -> any OptionProperty
    var fieldReferences: [FieldReference] { get }
    /// The value given, else the default; nil when there is neither.
    var current: (any OptionValue)? { get }
}

extension Option: OptionProperty {
    func declaration(named name: String) -> OptionDeclaration {
        OptionDeclaration(
            name: name,
            help: help,
            shape: Value.shape,
            isRequired: fallback == nil,
            defaultText: fallback?.optionText
        )
    }

    func reading(_ node: OptionNode, in scope: OptionScope) throws(Mistakes) -> any OptionProperty {
        var copy = self
        copy.choose(try Value(option: node, in: scope))
        copy.givenPlace = node.place
        return copy
    }

    var current: (any OptionValue)? { chosen }

    var fieldReferences: [FieldReference] {
        guard let value = chosen else { return [] }
        if let one = value as? any FieldOption { return [one.reference] }
        if let many = value as? [any FieldOption] { return many.map(\.reference) }
        return []
    }
}

extension Option: Decodable {
    /// Called by the synthesized `init(from:)` of an option group; see `OptionGroup.configured(by:in:)`.
    public init(from decoder: any Decoder) throws {
        guard let decoder = decoder as? OptionDecoder, let property = decoder.property as? Option<Value> else {
            throw Mistakes("options are read from pipeline files alone", at: nil)
        }
        self = property
    }
}
