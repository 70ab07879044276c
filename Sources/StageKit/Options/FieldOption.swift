/// A field that an option names: what it is called there, and where that was written.
public struct FieldReference: Hashable, Sendable {
    /// The name at this point of the pipeline.
    public var name: String
    /// Where it was written.
    public var place: SourcePlace
    /// The types it may have; empty means any.
    public var types: [FieldType]

    /// Refers to a field by its name at a place of a pipeline file.
    public init(name: String, place: SourcePlace, types: [FieldType] = []) {
        self.name = name
        self.place = place
        self.types = types
    }
}

/// An option that names a field; the engine finds the field and checks its type before any data is read.
public protocol FieldOption: OptionValue {
    /// The types that the field may have; empty means any.
    static var acceptedTypes: [FieldType] { get }
    /// The name and where it was written.
    var reference: FieldReference { get }
    /// Takes the name as written.
    init(reference: FieldReference)
}

extension FieldOption {
    public static var shape: OptionShape { .field }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let name = node.text, !name.isEmpty else {
            throw Mistakes("expected the name of a field, found \(node.kind)", at: node.place)
        }
        self.init(reference: FieldReference(name: name, place: node.place, types: Self.acceptedTypes))
    }
    public var optionText: String? { reference.name }
    /// The name at this point of the pipeline.
    @inlinable public var name: String { reference.name }
}

/// A field of any type.
public struct AnyField: FieldOption {
    public static var acceptedTypes: [FieldType] { [] }
    public let reference: FieldReference
    public init(reference: FieldReference) { self.reference = reference }
}

/// A field of text.
public struct TextField: FieldOption {
    public static var acceptedTypes: [FieldType] { [.text] }
    public let reference: FieldReference
    public init(reference: FieldReference) { self.reference = reference }
}

/// A field of numbers: whole numbers, decimals or numbers.
public struct NumberField: FieldOption {
    public static var acceptedTypes: [FieldType] { [.number, .decimal, .integer] }
    public let reference: FieldReference
    public init(reference: FieldReference) { self.reference = reference }
}

/// A field of whole numbers.
public struct IntegerField: FieldOption {
    public static var acceptedTypes: [FieldType] { [.integer] }
    public let reference: FieldReference
    public init(reference: FieldReference) { self.reference = reference }
}

/// A field of dates.
public struct DateField: FieldOption {
    public static var acceptedTypes: [FieldType] { [.date] }
    public let reference: FieldReference
    public init(reference: FieldReference) { self.reference = reference }
}
