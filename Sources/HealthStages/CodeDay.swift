public import StageKit

/// The day at which codes are looked up: `2021-05-31`, or `2021` for its first day.
public struct CodeDay: OptionValue {
    /// Days since 1970-01-01.
    public let days: Int64

    public static var shape: OptionShape { .either([.text, .integer]) }

    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text else {
            throw Mistakes("expected a day or a year, found \(node.kind)", at: node.place)
        }
        guard let days = Self.firstDay(ofYear: text) ?? ISODay.parse(text.utf8) else {
            throw Mistakes("expected a day such as 2021-05-31 or a year, found '\(text)'", at: node.place)
        }
        self.days = days
    }

    public var optionText: String? { nil }

    private static func firstDay(ofYear text: String) -> Int64? {
        text.utf8.count == 4 ? ISODay.parse("\(text)-01-01".utf8) : nil
    }
}

/// A field that tells the day at which codes are looked up: a date, or a year meaning its first day.
public struct DayField: FieldOption {
    public static var acceptedTypes: [FieldType] { [.date, .integer, .text] }
    public let reference: FieldReference
    public init(reference: FieldReference) { self.reference = reference }
}
