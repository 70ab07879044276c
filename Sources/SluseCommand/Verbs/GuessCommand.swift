import ArgumentParser
import FileGuessing
import PipelineEngine
import StageKit

/// `sluse guess`.
struct GuessCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "guess",
        abstract: "Looks at files and prints a pipeline to start from, with the evidence for each choice.",
        discussion: """
            EXAMPLE
              sluse guess leverancer/*.csv > pipelines/ny.yaml
              sluse check pipelines/ny.yaml

            The pipeline goes to standard output, with what was seen as comments: encoding, delimiter, header, decimal \
            mark, signs for missing values, types, and columns whose values are in a code list. Files of one shape \
            become one input. The guess is tried on the files, and the first lines say how many records it reads and \
            rejects. No value of the data is shown but signs. A run guesses nothing.

            Exit code 3: a file that no stage reads; the message says what it is.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case pipeline, json }

    @Argument(help: "Deliveries; packed ones too, when their names end in .gz or .zip.")
    var files: [String]

    @ArgumentParser.Option(
        help: "Folder with code lists that values are looked up in; else code_lists in the folder of the pipeline."
    )
    var codeLists: String?

    @ArgumentParser.Option(
        help: """
            The pipeline file that it is going to be: paths are relative to its folder. Else a file in pipelines/, \
            where that folder is.
            """
    )
    var `for`: String?

    @Flag(help: "Look at all records, and hold the first gibibyte in memory; else at the first 64 MiB of each file.")
    var all = false

    @Flag(help: "Also list the evidence on standard error; done anyway when only that is a terminal.")
    var evidence = false

    @ArgumentParser.Option(help: "Form of the result: pipeline or json.")
    var format = Format.pipeline

    @ArgumentParser.Option(help: "Language of the comments: en or da.")
    var language = TerminalLanguage.en

    @ArgumentParser.Option(help: "Time at which codes must be valid, such as 2026-11-22T03:15:00Z; else now.")
    var clock: ClockTime?

    func carryOut(with tool: Tool) -> Never {
        let messages = Messages(tool: tool)
        let command = self
        Interruption.carryOut { interruption in
            let job = GuessJob(command, tool: tool)
            do throws(GuessFailure) {
                let found = try await job.guess()
                if command.evidence || Host.isTerminal(.error) && !Host.isTerminal(.output) {
                    Host.write(found.evidence, to: .error)
                }
                Host.write(command.format == .json ? found.json : found.text, to: .output)
                if let failure = found.failure {
                    messages.error(failure.message, hint: failure.hint, place: failure.place)
                }
                return found.failure?.code ?? ExitStatus.success
            } catch {
                messages.error(error.message, hint: error.hint, place: error.place)
                return interruption.exitCode ?? error.code
            }
        }
    }
}
