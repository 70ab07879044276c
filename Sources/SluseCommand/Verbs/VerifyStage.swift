import ArgumentParser
import PipelineEngine
import PipelineSpec
import StageKit
import StageTesting

/// `sluse stages verify`.
struct VerifyStage: Verb {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Tries a stage on its example, and says which promises of stages it keeps.",
        discussion: """
            EXAMPLE
              sluse stages verify validate.postnr --folder pipelines

            Meant for a stage that is a program, in stages/NAME of a folder of pipelines. Exit code 0 when it keeps all \
            promises, 5 when it breaks one, 2 when there are mistakes in its stage.yaml.
            """
    )

    @Argument(help: "The stage, such as validate.postnr.", completion: Completions.stages)
    var name: String

    @ArgumentParser.Option(help: "Folder of pipelines; the stage is in its stages/NAME.")
    var folder = "."

    func carryOut(with tool: Tool) -> Never {
        let kind = PipelineLoader.stage(name, in: folder, tool)
        let conformance = StageConformance(kind, files: PipelineLoader.files(below: folder))
        let name = name
        Interruption.carryOut { interruption in
            let promises = await conformance.promises()
            if let code = interruption.exitCode { return code }
            Host.write(Self.text(promises, of: name), to: .output)
            return promises.allSatisfy(\.isKept) ? ExitStatus.success : ExitStatus.stage
        }
    }

    private static func text(_ promises: [StageConformance.Promise], of name: String) -> String {
        var text = ""
        for promise in promises {
            text += "\(promise.isKept ? "kept  " : "broken")  \(promise.text)\n"
            text += promise.breaches.map { "          \($0)\n" }.joined()
            let log = promise.log.split(separator: UInt8(ascii: "\n")).suffix(20)
            text += log.map { "          | \(String(decoding: $0, as: UTF8.self))\n" }.joined()
        }
        let broken = promises.count { !$0.isKept }
        let count = promises.count == 1 ? "1 promise" : "\(promises.count) promises"
        return text
            + (broken == 0 ? "\(name) keeps all \(count)\n" : "\(name) breaks \(broken) of \(count) that were tried\n")
    }
}
