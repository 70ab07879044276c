import StageKit

/// Stages with options of every shape, for tests of what reads them.
enum TestStages {
    static let catalog = StageCatalog([
        TestReader.self, OtherReader.self, TestTrimmer.self, TestNumbers.self, TestRange.self, TestList.self,
        TestWriter.self, OtherWriter.self,
    ])
}

struct TestReader: Reader {
    static let declaration = StageDeclaration(
        "read.csv",
        "Reads delimited text.",
        example: """
            path: nord/*.csv
            delimiter: ;
            """,
        rules: [Rejection("csv.ragged", en: "too few or too many cells", da: "for få eller for mange celler")]
    )

    @Option("Files to read.")
    var path: InputPath

    @Option("Between cells.")
    var delimiter = ";"

    @Option("Names of the fields, when the file has none.")
    var fields: [String] = []

    func prepare(_ context: inout ReaderContext) -> PreparedReader? { nil }
}

struct OtherReader: Reader {
    static let declaration = StageDeclaration("read.json", "Reads JSON.", example: "path: nord.json")

    @Option("Files to read.")
    var path: InputPath

    func prepare(_ context: inout ReaderContext) -> PreparedReader? { nil }
}

struct TestTrimmer: TransformStage {
    static let declaration = StageDeclaration("normalize.trim", "Takes blanks off the ends.", example: "")

    func prepare(_ context: inout StageContext) -> PreparedStage? { nil }
}

struct TestNumbers: TransformStage {
    static let declaration = StageDeclaration(
        "normalize.number",
        "Rewrites numbers.",
        example: """
            fields: [procent, ci_lav]
            decimal_mark: comma
            """,
        rules: [Rejection("number.format", en: "not a number", da: "ikke et tal")]
    )

    enum Mark: String, OptionChoice {
        case comma
        case point
    }

    @Option("Fields that hold numbers.")
    var fields: [TextField]

    @Option("The decimal mark of the file; the other mark groups thousands.")
    var decimalMark = Mark.comma

    func prepare(_ context: inout StageContext) -> PreparedStage? { nil }
}

struct TestRange: TransformStage {
    static let declaration = StageDeclaration(
        "validate.range",
        "Turns down numbers outside a range.",
        example: "fields: [procent]\nfrom: 0\nto: 100"
    )

    struct Limits: NestedOptions {
        @Option("Least share.")
        var least = Share(millionths: 0, text: "0%")

        @Option("Whether the end belongs to it.")
        var isClosed = true
    }

    @Option("Fields to check.")
    var fields: [NumberField]

    @Option("Least value.")
    var from: Int?

    @Option("Greatest value.")
    var to: Int?

    @Option("Further limits.")
    var limits = Limits()

    @Option("Signs with what they mean.")
    var signs = NamedValues<TestNumbers.Mark>()

    func prepare(_ context: inout StageContext) -> PreparedStage? { nil }
}

/// A list of codes in YAML, to see files of a pipeline being read.
struct TestCodes: OptionValue {
    let codes: [String]
    let file: String

    static var shape: OptionShape { .either([.path, .list(.text)]) }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        if case .list = node.content {
            codes = try [String](option: node, in: scope)
            file = ""
            return
        }
        let resource = try scope.loadResource(node.text ?? "", node.place)
        let parsed = try resource.parsed()
        if case .scalar(let next) = parsed.content {
            codes = try TestCodes(option: OptionNode(.scalar(next), at: parsed.place), in: resource.scope()).codes
        } else {
            codes = try [String](option: parsed, in: resource.scope())
        }
        file = resource.name
    }
    var optionText: String? { nil }
}

struct TestList: TransformStage {
    static let declaration = StageDeclaration(
        "normalize.code",
        "Looks codes up.",
        example: "list: code_lists/kommuner.yaml"
    )

    @Option("List of codes.")
    var list: TestCodes

    @Option("Day at which they hold.")
    var at: String?

    func prepare(_ context: inout StageContext) -> PreparedStage? { nil }
}

struct TestWriter: Writer {
    static let declaration = StageDeclaration("write.csv", "Writes delimited text.", example: "path: profil.csv")

    @Option("File to write.")
    var path: OutputPath

    @Option("Between cells.")
    var delimiter = ";"

    func prepare(_ context: inout StageContext) -> PreparedWriter? { nil }
}

struct OtherWriter: Writer {
    static let declaration = StageDeclaration("write.json", "Writes JSON.", example: "path: profil.json")

    @Option("File to write.")
    var path: OutputPath

    func prepare(_ context: inout StageContext) -> PreparedWriter? { nil }
}
