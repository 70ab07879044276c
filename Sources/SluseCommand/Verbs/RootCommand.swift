import ArgumentParser

/// `sluse`.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluse",
        abstract: "Imports data as a pipeline file describes it.",
        discussion: """
            EXAMPLE
              sluse run pipelines/sundhedsprofil.yaml

            Exit codes: 0 published, 1 stopped by a gate or a rule, 2 a mistake in the pipeline file, 3 a delivery, \
            4 an output, 5 a stage, 64 the command line, 75 another run is at work, 124 timed out, \
            129, 130 and 143 interrupted.
            """,
        version: Sluse.version,
        subcommands: [
            RunCommand.self, CheckCommand.self, PreviewCommand.self, ConvertCommand.self, StagesCommand.self,
            SchemaCommand.self, NewCommand.self,
        ]
    )
}
