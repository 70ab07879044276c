import StageKit

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
