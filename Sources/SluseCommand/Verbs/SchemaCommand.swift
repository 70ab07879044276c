import ArgumentParser
import PipelineEngine
import PipelineSpec

/// `sluse schema`.
struct SchemaCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of pipeline files, for editors.",
        discussion: """
            EXAMPLE
              sluse schema > pipelines/pipeline.schema.json

            A pipeline file that begins with '# yaml-language-server: $schema=pipeline.schema.json' is then checked and \
            completed while it is written.
            """
    )

    @Option(help: "Folder of pipelines, whose own stages count too.")
    var folder: String?

    func carryOut(with tool: Tool) -> Never {
        Host.write(PipelineSchema.json(catalog: PipelineLoader.stages(in: folder, tool)), to: .output)
        Host.end(ExitStatus.success)
    }
}
