import Synchronization

/// A type whose options are declared at its properties with `@Option`: every stage, and the maps nested in options.
///
/// `Decodable` is synthesized; it is the bridge from the properties to the pipeline file and nothing to write by hand.
public protocol OptionGroup: Decodable, Sendable {
    /// The group with every option at its default.
    init()
}

extension OptionGroup {
    /// The options in the order of the properties.
    public static var options: [OptionDeclaration] {
        properties.map { $0.property.declaration(named: $0.name) }
    }

    /// Reads the options from a map.
    /// - Throws: every mistake in it: unknown and missing keys, wrong types.
    public static func configured(by node: OptionNode, in scope: OptionScope) throws(Mistakes) -> Self {
        let (group, mistakes) = examined(node, in: scope)
        guard let group, mistakes.isEmpty else { throw Mistakes(mistakes) }
        return group
    }

    /// Reads the options from a map as far as they can be read.
    /// - Returns: the group with wrong options at their defaults, nil when one of them has none; and every mistake.
    public static func examined(_ node: OptionNode, in scope: OptionScope) -> (group: Self?, mistakes: [Diagnostic]) {
        var list = OptionList(properties: properties)
        let (isWhole, found) = list.read(node, in: scope)
        guard isWhole else { return (nil, found) }
        do {
            return (try Self(from: OptionGroupDecoder(properties: list.properties)), found)
        } catch let mistakes as Mistakes {
            return (nil, found + mistakes.diagnostics)
        } catch {
            let mistake = Diagnostic("\(Self.self) has a stored property that is no @Option", at: node.place)
            return (nil, found + [mistake])
        }
    }

    /// Every field named in the options, in the order of the properties.
    public var fieldReferences: [FieldReference] {
        Mirror(reflecting: self).children.flatMap { ($0.value as? any OptionProperty)?.fieldReferences ?? [] }
    }

    /// The properties by name, found once for each type: a pipeline uses the same stages many times.
    static var properties: [(name: String, property: any OptionProperty)] {
        let type = ObjectIdentifier(Self.self)
        if let known = knownProperties.withLock({ $0[type] }) { return known }
        let found = Mirror(reflecting: Self()).children.compactMap { label, value -> (String, any OptionProperty)? in
            guard let label, let property = value as? any OptionProperty else { return nil }
            return (snakeCase(String(label.drop { $0 == "_" })), property)
        }
        knownProperties.withLock { $0[type] = found }
        return found
    }
}

private let knownProperties = Mutex<[ObjectIdentifier: [(name: String, property: any OptionProperty)]]>([:])

/// An option group can be the value of an option: a map within a map.
public protocol NestedOptions: OptionGroup, OptionValue {}

extension NestedOptions {
    public static var shape: OptionShape { .group(options) }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        self = try Self.configured(by: node, in: scope)
    }
    public var optionText: String? { nil }
}

/// `decimalMark` is written `decimal_mark`.
func snakeCase(_ name: String) -> String {
    var result = ""
    for letter in name {
        if letter.isUppercase {
            result += "_" + letter.lowercased()
        } else {
            result.append(letter)
        }
    }
    return result
}
