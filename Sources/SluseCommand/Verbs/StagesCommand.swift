import ArgumentParser
import PipelineEngine
import PipelineSpec
import StageKit

/// `sluse stages`.
///
/// `verify` is no subcommand: shells would then offer the subcommands alone after `sluse stages`, and no names.
struct StagesCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "stages",
        abstract: "Lists the stages; with a name, all there is to know of one. With verify, tries one on its example.",
        usage: """
            sluse stages [<name>] [--format <format>] [--folder <folder>]
            sluse stages verify <name> [--folder <folder>]
            """,
        discussion: """
            EXAMPLE
              sluse stages normalize.number
              sluse stages verify validate.postnr --folder pipelines

            With --folder also the stages that are programs beside the pipelines of a folder, in its stages/NAME. \
            Verify is meant for these: it says which promises of stages one keeps. Exit code 0 when it keeps all, 5 \
            when it breaks one, 2 when there are mistakes in its stage.yaml.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

    @Argument(help: "A stage, such as normalize.number; or verify.", completion: Completions.stagesAndVerify)
    var name: String?

    @Argument(help: "After verify, the stage to try.", completion: Completions.stages)
    var verified: String?

    @ArgumentParser.Option(help: "Form of the reference: text (the default), markdown or json.")
    var format: Format?

    @ArgumentParser.Option(help: "Folder of pipelines, whose own stages count too; verify looks in the working folder.")
    var folder: String?

    func validate() throws {
        switch (name, verified) {
        case ("verify", nil): throw ValidationError("name the stage to try: sluse stages verify validate.postnr")
        case ("verify", _):
            if format != nil { throw ValidationError("--format is that of the reference, which verify does not show") }
        case (_, let second?): throw ValidationError("one stage at a time; '\(second)' is one too many")
        default: break
        }
    }

    func carryOut(with tool: Tool) -> Never {
        if let verified { StageVerification(name: verified, folder: folder ?? ".").carryOut(with: tool) }
        var stages = PipelineLoader.stages(in: folder, tool)
        if let name {
            guard let kind = stages[name] else {
                let hint = Spelling.suggestion(for: name, among: stages.names) ?? "'sluse stages' lists them"
                Messages(tool: tool).fail("no stage is named '\(name)'", hint: hint)
            }
            stages = StageCatalog(kinds: [kind])
        }
        let reference = StageReference(catalog: stages)
        let text =
            switch format ?? .text {
            case .text: name.flatMap(reference.text) ?? reference.list
            case .markdown: reference.markdown
            case .json: reference.json
            }
        Host.write(text, to: .output)
        Host.end(ExitStatus.success)
    }
}
