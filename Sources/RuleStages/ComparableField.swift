public import StageKit

/// A field whose values have an order: numbers of any type, and dates.
public struct ComparableField: FieldOption {
    public static var acceptedTypes: [FieldType] { [.number, .decimal, .integer, .date] }
    public let reference: FieldReference
    public init(reference: FieldReference) { self.reference = reference }
}
