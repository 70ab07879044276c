import ArgumentParser
import PipelineEngine
import StageKit

/// `sluse new`.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Makes the files to begin with: a pipeline, a code list, a stage, a package of stages.",
        discussion: """
            EXAMPLE
              sluse new pipeline patienttal
              sluse new stage-package min-region --sluse ../sluse

            The files can be run at once, and pass their own tests. No file that is there already is touched.
            """,
        subcommands: [NewPipeline.self, NewCodeList.self, NewStage.self, NewStagePackage.self]
    )
}

/// Writes files and says which, and what to do next.
private func make(_ files: [NewFiles.File], next: [String], _ messages: Messages) -> Never {
    let new = NewFiles(files: files)
    if !new.taken.isEmpty {
        messages.fail(
            "there is already \(new.taken.joined(separator: ", "))",
            hint: "nothing was written; choose another name",
            code: ExitStatus.output
        )
    }
    do throws(SystemFault) {
        try new.write()
    } catch {
        messages.fail(error.message, code: ExitStatus.output)
    }
    let made = files.map { "made  \($0.path)\n" }.joined()
    Host.write(made + next.map { "next  \($0)\n" }.joined(), to: .output)
    Host.end(ExitStatus.success)
}

/// Ends the process when a name cannot be one of a file on every system.
private func check(_ name: String, _ messages: Messages) {
    let isName =
        name.first.map { $0.isASCII && ($0.isLetter || $0.isNumber) } == true
        && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    if !isName || name.count > 64 {
        let hint = "begin with a letter or digit, go on with a-z, A-Z, 0-9, '-' and '_', 64 at most"
        messages.fail("'\(name)' cannot be a name", hint: hint)
    }
}

/// `sluse new pipeline`.
struct NewPipeline: Verb {
    static let configuration = CommandConfiguration(
        commandName: "pipeline",
        abstract: "Makes a pipeline file and a small delivery to try it on.",
        discussion: """
            EXAMPLE
              sluse new pipeline patienttal && sluse run patienttal.yaml
            """
    )

    @Argument(help: "Name of the pipeline.")
    var name: String

    func carryOut(with tool: Tool) -> Never {
        let messages = Messages(tool: tool)
        check(name, messages)
        make(PipelineTemplate.files(name: name), next: ["sluse run \(name).yaml"], messages)
    }
}

/// `sluse new code-list`.
struct NewCodeList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "code-list",
        abstract: "Makes a code list with its columns and two codes.",
        discussion: """
            EXAMPLE
              sluse new code-list diagnoser
            """
    )

    @Argument(help: "Name of the list.")
    var name: String

    func carryOut(with tool: Tool) -> Never {
        let messages = Messages(tool: tool)
        check(name, messages)
        let line = "- normalize.code: { fields: [FIELD], list: code_lists/\(name).csv }"
        make(CodeListTemplate.files(name: name), next: ["in the pipeline beside it: \(line)"], messages)
    }
}

/// `sluse new stage-package`.
struct NewStagePackage: Verb {
    static let configuration = CommandConfiguration(
        commandName: "stage-package",
        abstract: "Makes a Swift package with a stage, its test, and a command that has it beside Sluse's own.",
        discussion: """
            EXAMPLE
              sluse new stage-package min-region --sluse ../sluse
              cd min-region && swift test && swift run min-region-sluse run pipelines/eksempel.yaml
            """
    )

    @Argument(help: "Name of the package and of its folder.")
    var name: String

    @ArgumentParser.Option(help: "Where Sluse is: the folder of a checkout, or the address of its repository.")
    var sluse: String?

    func carryOut(with tool: Tool) -> Never {
        let messages = Messages(tool: tool)
        check(name, messages)
        let template = StagePackageTemplate(name: name, dependency: dependency(messages))
        make(template.files(), next: ["cd \(name) && swift test"], messages)
    }

    private func dependency(_ messages: Messages) -> String {
        let source = sluse ?? "."
        if source.contains("://") || source.hasPrefix("git@") {
            return "url: \"\(source)\", from: \"\(Sluse.version)\""
        }
        guard Host.kind(of: source + "/Sources/StageKit") == .folder, let folder = Host.resolved(source) else {
            messages.fail(
                sluse == nil ? "where Sluse is must be said" : "there is no checkout of Sluse in '\(source)'",
                hint: "write --sluse with the folder of a checkout or the address of its repository"
            )
        }
        return "name: \"sluse\", path: \"\(folder)\""
    }
}

/// `sluse new stage`.
struct NewStage: Verb {
    static let configuration = CommandConfiguration(
        commandName: "stage",
        abstract: "Makes a stage: a program beside pipelines, or Swift in a package of stages.",
        discussion: """
            EXAMPLE
              sluse new stage validate.postnr --as python

            With --as it is a program in stages/NAME of the working folder, for the pipelines there. Without, it is a \
            Swift type with its test, in the package of stages that the working folder is.
            """
    )

    @Argument(help: "Name of the stage: read, normalize, validate or write, a full stop, and a noun.")
    var name: String

    @ArgumentParser.Option(name: .customLong("as"), help: "Language of a stage that is a program: python or shell.")
    var language: ProgramStageTemplate.Language?

    func carryOut(with tool: Tool) -> Never {
        let messages = Messages(tool: tool)
        guard let stage = StageName(name) else {
            let verbs = StageName.Verb.allCases.map(\.rawValue).joined(separator: ", ")
            messages.fail(
                "'\(name)' cannot be a stage",
                hint: "write one of \(verbs), a full stop, and a noun: validate.postnr"
            )
        }
        if tool.stages[name] != nil { messages.fail("there is a stage named '\(name)' already") }
        if let language {
            guard ProgramStageTemplate.verbs.contains(stage.verb) else {
                messages.fail(
                    "'\(name)' cannot be a program",
                    hint:
                        "a program stands between reader and writer: normalize.\(stage.noun), validate.\(stage.noun)"
                )
            }
            let template = ProgramStageTemplate(name: stage, language: language)
            make(template.files(), next: template.next, messages)
        }
        guard let package = StagePackage() else {
            messages.fail(
                "there is no package of stages here",
                hint:
                    "a stage that is a program can be anywhere: --as python, --as shell; one in Swift needs a package: "
                    + "sluse new stage-package NAME, then run this in its folder"
            )
        }
        let files = SwiftStageTemplate(name: stage, module: package.module).files()
        var next = ["swift test"]
        if NewFiles(files: files).taken.isEmpty {
            if let list = package.list(adding: stage.typeName) {
                do throws(SystemFault) {
                    try Host.replaceFile(list.path, list.text)
                } catch {
                    messages.fail(error.message, code: ExitStatus.output)
                }
            } else {
                next.insert("add \(stage.typeName).self to the list of stages", at: 0)
            }
        }
        make(files, next: next, messages)
    }
}
