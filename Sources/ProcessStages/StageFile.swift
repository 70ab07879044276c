import StageKit

/// What `stage.yaml` says of a stage that is another program.
struct StageFile: OptionGroup {
    @Option("The version of this form: 1.")
    var version: StageFileVersion

    @Option("The name in pipelines, verb.noun, and the name of the folder: validate.ci_width.")
    var name: PlacedWord

    @Option("One sentence: what the stage does.")
    var summary: PlacedWord

    @Option("The options of the stage by name, each with type, default, required, choices and help.")
    var options = NamedValues<OptionSettings>()

    @Option("The fields that the program is sent, or all; besides those that options of the type field or fields name.")
    var fields: SentFields = .named([])

    @Option("The fields that it adds, each with its type.")
    var adds = NamedValues<FieldType>()

    @Option("The fields that it changes, each with the type they have then, or same.")
    var changes = NamedValues<ChangedType>()

    @Option("The fields that are left out behind the stage.")
    var drops: [PlacedWord] = []

    @Option("The rules with which it rejects, each with its reason in English and Danish (en, da).")
    var rules = NamedValues<RuleSettings>()

    @Option("The program and its arguments: a file beside stage.yaml, or one that is found in PATH; there is no shell.")
    var command: [PlacedWord]

    @Option("How records are written.")
    var format = ProgramFormat.jsonLines

    @Option("Whether each answer depends on its record alone, so that several programs may share the work.")
    var stateless = false

    @Option("Whether FIELD_status tells the program why a value is missing; in json_lines alone.")
    var reasons = false

    @Option("The seconds without an answer, or after the end of its input, when it counts as hanging.")
    var timeLimit = 60

    @Option("The most bytes of one line that it answers.")
    var maxLine = 1 << 20

    @Option("Variables of the environment that it gets besides PATH, LANG and TZ.")
    var environment: [PlacedWord] = []

    @Option("Options of an example, as they would stand in a pipeline.")
    var example = ""

    @Option("A table that the example runs on: cells between ' | ', the names of the fields first.")
    var exampleTable: String?
}

/// The versions of `stage.yaml`.
enum StageFileVersion: String, OptionChoice {
    case first = "1"
}

/// A word with its place.
struct PlacedWord: PlacedText {
    static var expected: String { "a text" }
    let text: String
    let place: SourcePlace
    init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
}

/// An option of the stage.
struct OptionSettings: NestedOptions {
    @Option("What it holds.")
    var type: OptionType

    @Option("What to write, in a sentence.")
    var help: String

    @Option("What holds when it is not given.")
    var `default`: PlacedWord?

    @Option("Whether it must be given.")
    var required = false

    @Option("The words of a choice.")
    var choices: [PlacedWord] = []
}

/// What an option of the stage holds.
enum OptionType: String, OptionChoice {
    case text
    case integer
    case number
    case boolean
    case date
    case choice
    case field
    case fields
}

/// `fields:`.
enum SentFields: OptionValue {
    case all
    case named([PlacedWord])

    static var shape: OptionShape { .either([.choice(["all"]), .list(.text)]) }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        if node.text == "all" {
            self = .all
            return
        }
        guard case .list = node.content else {
            throw Mistakes("expected all or a list of fields, found \(node.kind)", at: node.place)
        }
        self = .named(try [PlacedWord](option: node, in: scope))
    }
    var optionText: String? { if case .all = self { "all" } else { nil } }
}

/// The type of a field that the program changes.
enum ChangedType: OptionValue {
    case same
    case type(FieldType)

    static var shape: OptionShape { .choice(["same"] + FieldType.allCases.map(\.rawValue)) }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        if node.text == "same" {
            self = .same
        } else {
            do throws(Mistakes) {
                self = .type(try FieldType(option: node, in: scope))
            } catch {
                throw Mistakes(
                    "expected same or a type, found \(node.kind)",
                    at: node.place,
                    hint: node.text.flatMap {
                        Spelling.suggestion(for: $0, among: ["same"] + FieldType.allCases.map(\.rawValue))
                    } ?? "types: " + FieldType.allCases.map(\.rawValue).joined(separator: ", ")
                )
            }
        }
    }
    var optionText: String? { nil }
}

/// The reason of a rule.
struct RuleSettings: NestedOptions {
    @Option("The reason in English; reads on after the name of the field.")
    var en: String

    @Option("The reason in Danish.")
    var da: String
}

/// A number in an option, with its digits.
struct NumberText: PlacedText {
    static var expected: String { "a number" }
    let text: String
    let place: SourcePlace
    init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        let bytes = Array((node.text ?? "").utf8)
        guard ColumnBuilder.isValue(bytes.span, 0..<bytes.count, of: .number) else {
            throw Mistakes("expected a number such as 12.5, found \(node.kind)", at: node.place)
        }
        self.init(node.text ?? "", at: node.place)
    }
}

/// A day in an option.
struct DayText: PlacedText {
    static var expected: String { "a day" }
    let text: String
    let place: SourcePlace
    init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, ISODay.parse(text.utf8) != nil else {
            throw Mistakes("expected a day such as 2021-05-31, found \(node.kind)", at: node.place)
        }
        self.init(text, at: node.place)
    }
}
