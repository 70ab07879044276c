/// Where a reader takes a field from, such as a path or a dimension; see `FieldList`.
public protocol FieldSource: PlacedText {
    /// A list of such fields, as a hint shows it: `[aar, kommune]`.
    static var listExample: String { get }

    /// A map of such fields, as a hint shows it: `{ kommune: gruppe/kommune }`.
    static var mapExample: String { get }

    /// What no two fields may take, such as `value`; nil if fields may be alike.
    static var unsharedName: String? { get }

    /// The same for two sources of one value, however they are written.
    var identity: String { get }
}

extension FieldSource {
    public static var unsharedName: String? { nil }
    public var identity: String { text }
}
