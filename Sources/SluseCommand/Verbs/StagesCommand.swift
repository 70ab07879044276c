import ArgumentParser

/// `sluse stages`.
struct StagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stages",
        abstract: "Lists the stages; with a name, all there is to know of one; verify tries one.",
        usage: """
            sluse stages [<name>] [--format <format>] [--folder <folder>]
            sluse stages verify <name> [--folder <folder>]
            """,
        discussion: """
            EXAMPLE
              sluse stages normalize.number
              sluse stages verify validate.postnr --folder pipelines

            With --folder also the stages that are programs beside the pipelines of a folder, in its stages/NAME.
            """,
        subcommands: [ListStages.self, VerifyStage.self],
        defaultSubcommand: ListStages.self
    )
}
