/// A field that an option names: what it is called there, and where that was written.
public struct FieldReference: Hashable, Sendable {
    /// In one object: a stage may read its options for each record, and knows this one again by the object.
    @usableFromInline final class Content: Sendable {
        let name: String
        let place: SourcePlace
        let types: [FieldType]

        init(_ name: String, _ place: SourcePlace, _ types: [FieldType]) {
            self.name = name
            self.place = place
            self.types = types
        }
    }

    @usableFromInline let content: Content

    /// Refers to a field by its name at a place of a pipeline file.
    public init(name: String, place: SourcePlace, types: [FieldType] = []) {
        content = Content(name, place, types)
    }

    /// The name at this point of the pipeline.
    public var name: String { content.name }
    /// Where it was written.
    public var place: SourcePlace { content.place }
    /// The types it may have; empty means any.
    public var types: [FieldType] { content.types }

    /// The same for copies of this reference, and for nothing else.
    @inlinable @inline(__always) var identity: ObjectIdentifier { ObjectIdentifier(content) }

    /// The same reference to a field of another type.
    public func restricted(to types: [FieldType]) -> FieldReference {
        FieldReference(name: name, place: place, types: types)
    }

    public static func == (one: FieldReference, other: FieldReference) -> Bool {
        one.name == other.name && one.place == other.place && one.types == other.types
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(place)
        hasher.combine(types)
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
