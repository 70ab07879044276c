import ArgumentParser
import PipelineEngine
import PipelineSpec
import StageKit

/// `sluse stages list`, and `sluse stages` with nothing or with the name of a stage.
struct ListStages: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the stages; with a name, all there is to know of one. This is what 'sluse stages' does.",
        discussion: """
            EXAMPLE
              sluse stages list normalize.number
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

    @Argument(help: "A stage, such as normalize.number.", completion: Completions.stages)
    var name: String?

    @ArgumentParser.Option(help: "Form of the reference: text, markdown or json.")
    var format = Format.text

    @ArgumentParser.Option(help: "Folder of pipelines, whose own stages count too.")
    var folder: String?

    func carryOut(with tool: Tool) -> Never {
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
            switch format {
            case .text: name.flatMap(reference.text) ?? reference.list
            case .markdown: reference.markdown
            case .json: reference.json
            }
        Host.write(text, to: .output)
        Host.end(ExitStatus.success)
    }
}
