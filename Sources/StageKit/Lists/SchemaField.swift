import ByteKernels

/// What a schema file says of one field.
public struct SchemaField: NestedOptions {
    @Option("What the values are: text, integer, number, decimal, boolean or date.")
    public var type: FieldType

    @Option("Whether every record must have a value.")
    public var required = false

    @Option("The least value: a number with a decimal point, or a date such as 2021-05-31.")
    public var from: String?

    @Option("The greatest value.")
    public var to: String?

    @Option("The unit of the values, for readers of the schema.")
    public var unit: String?

    @Option("A code list with the values that the field may have; the path is relative to the schema file.")
    public var list: ListReference?

    @Option("What the field holds, in a sentence.")
    public var help: String?

    @Option("Whether the values are about a person, so that reports mask them.")
    public var personal = false

    public init() {}

    /// The bounds that are none for fields of this type.
    var wrongBounds: [Diagnostic] {
        [("from", from, $from.place), ("to", to, $to.place)].compactMap { key, text, place in
            guard let text, !isBound(Array(text.utf8)) else { return nil }
            switch type {
            case .text, .boolean:
                return Diagnostic("\(key) has no meaning for a field of type \(type.rawValue)", at: place)
            case .date:
                return Diagnostic("\(key) is '\(text)', not a date", at: place, hint: "write it as 2021-05-31")
            case .integer, .number, .decimal:
                return Diagnostic("\(key) is '\(text)', not a number", at: place, hint: "the decimal mark is the point")
            }
        }
    }

    private func isBound(_ bytes: [UInt8]) -> Bool {
        switch type {
        case .text, .boolean: return false
        case .date: return ISODay.parse(bytes) != nil
        case .integer, .number, .decimal:
            var digits: [UInt8] = []
            return DecimalText.append(bytes.span, from: 0, to: bytes.count, mark: .point, into: &digits)
        }
    }
}
