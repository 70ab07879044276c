/// The form in which an option is written; the reference text and the JSON Schema are printed from it.
public indirect enum OptionShape: Sendable, Equatable {
    case text
    case integer
    case boolean
    /// A number or a share such as `1%`.
    case share
    /// The name of a field at this point of the pipeline.
    case field
    /// A path, relative to the pipeline file.
    case path
    /// One of the words.
    case choice([String])
    case list(OptionShape)
    /// A map from any name to values of one shape.
    case map(OptionShape)
    /// A map with the keys of an `OptionGroup`.
    case group([OptionDeclaration])
    /// Any of several forms.
    case either([OptionShape])

    /// A short name for tables: `list of fields`.
    public var summary: String {
        switch self {
        case .text: "text"
        case .integer: "whole number"
        case .boolean: "true or false"
        case .share: "number or percent"
        case .field: "field"
        case .path: "path"
        case .choice(let words): words.joined(separator: " | ")
        case .list(let element): "list of \(element.plural)"
        case .map(let value): "map of name to \(value.summary)"
        case .group(let options): "map of " + options.map(\.name).joined(separator: ", ")
        case .either(let shapes): shapes.map(\.summary).joined(separator: ", or ")
        }
    }

    private var plural: String {
        switch self {
        case .text: "texts"
        case .integer: "whole numbers"
        case .field: "fields"
        case .path: "paths"
        default: summary
        }
    }
}

/// One option of a stage, as declared at its property.
public struct OptionDeclaration: Sendable, Equatable {
    /// The key in the pipeline file, in snake_case.
    public var name: String
    /// What to write, in a sentence.
    public var help: String
    /// How it is written.
    public var shape: OptionShape
    /// Whether the pipeline file must give it.
    public var isRequired: Bool
    /// What holds when it is not given, as it would be written; nil when that is nothing.
    public var defaultText: String?
}
