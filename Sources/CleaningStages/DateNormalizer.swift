public import ByteKernels
public import StageKit

/// Reads dates such as `31-05-2021`.
public struct DateNormalizer: TransformStage {
    /// A pattern such as `dd-MM-yyyy`, checked when it is read.
    public struct Pattern: OptionValue {
        /// As written.
        public let text: String
        /// Where it was written.
        public let place: SourcePlace

        public static var shape: OptionShape { .text }
        public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
            text = try String(option: node, in: scope)
            place = node.place
            do throws(DatePatternError) {
                _ = try DatePattern(text)
            } catch {
                throw Mistakes("date pattern '\(text)': \(error.message)", at: node.place)
            }
        }
        public var optionText: String? { text }

        init(_ text: String) {
            self.text = text
            place = SourcePlace(file: "", line: 1, column: 1)
        }
    }

    public static let declaration = StageDeclaration(
        "normalize.date",
        "Reads dates such as 31-05-2021.",
        example: """
            fields: [dato]
            patterns: [dd-MM-yyyy, d. MMMM yyyy]
            months: danish
            """,
        exampleTable: """
            dato
            31-05-2021
            1. maj 2021
            """,
        rules: DateNotation.rules
    )

    @Option("Fields that hold dates.")
    public var fields: [AnyField]

    @Option("How dates are written, such as dd-MM-yyyy; the first pattern that has the form of a value decides.")
    public var patterns = [Pattern("yyyy-MM-dd")]

    @Option("The language of the names of months.")
    public var months = MonthNames.danish

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        var compiled: [DatePattern] = []
        for pattern in patterns {
            do throws(DatePatternError) {
                compiled.append(try DatePattern(pattern.text, months: months))
            } catch {
                context.mistake("date pattern '\(pattern.text)': \(error.message)", at: pattern.place)
            }
        }
        guard let first = compiled.first else {
            if patterns.isEmpty { context.mistake("no date pattern is given", at: $patterns.place) }
            return nil
        }
        let isASCII = patterns.allSatisfy { $0.text.utf8.allSatisfy { $0 < 0x80 } }
        let notation = DateNotation(first, others: Array(compiled.dropFirst()), isASCII: isASCII)
        return context.prepare(notation, fields: fields)
    }
}

extension Rejection {
    static let notADate = Rejection(
        "date.format",
        en: "not a date in the form agreed on",
        da: "ikke en dato på den aftalte form"
    )
    static let noSuchDay = Rejection(
        "date.no_such_day",
        en: "no day of the calendar",
        da: "ikke en dag i kalenderen"
    )
}
