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
        let entries: [OptionEntry]
        switch node.content {
        case .map(let written): entries = written
        case .empty: entries = []
        default: throw Mistakes("expected options as a map, found \(node.kind)", at: node.place)
        }
        let known = properties
        var found: [Diagnostic] = []
        for entry in entries {
            if let match = known.first(where: { $0.name == entry.key }) {
                if case .empty = entry.value.content {
                    found.append(Diagnostic("option '\(entry.key)' has no value", at: entry.keyPlace))
                } else {
                    found += match.property.mistakes(in: entry.value, scope: scope)
                }
            } else {
                let names = known.map(\.name)
                let list = names.isEmpty ? "there are no options here" : "known: " + names.joined(separator: ", ")
                let hint = Spelling.suggestion(for: entry.key, among: names) ?? list
                found.append(Diagnostic("unknown option '\(entry.key)'", at: entry.keyPlace, hint: hint))
            }
        }
        for (name, property) in known where !entries.contains(where: { $0.key == name }) {
            let declaration = property.declaration(named: name)
            if declaration.isRequired {
                let hint = "\(name): \(declaration.shape.summary). \(declaration.help)"
                found.append(Diagnostic("option '\(name)' is missing", at: node.place, hint: hint))
            }
        }
        if !found.isEmpty { throw Mistakes(found) }
        do {
            return try Self(from: OptionGroupDecoder(entries: entries, properties: known, scope: scope))
        } catch let mistakes as Mistakes {
            throw mistakes
        } catch {
            throw Mistakes("\(Self.self) has a stored property that is no @Option", at: node.place)
        }
    }

    /// Every field named in the options, in the order of the properties.
    public var fieldReferences: [FieldReference] {
        Mirror(reflecting: self).children.flatMap { ($0.value as? any OptionProperty)?.fieldReferences ?? [] }
    }

    static var properties: [(name: String, property: any OptionProperty)] {
        Mirror(reflecting: Self()).children.compactMap { label, value in
            guard let label, let property = value as? any OptionProperty else { return nil }
            return (snakeCase(String(label.drop { $0 == "_" })), property)
        }
    }
}

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
