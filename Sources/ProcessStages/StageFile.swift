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
