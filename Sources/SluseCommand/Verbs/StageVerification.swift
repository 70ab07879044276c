import PipelineEngine
import PipelineSpec
import StageKit
import StageTesting

/// `sluse stages verify`: holds a stage to the promises of stages, on its example.
struct StageVerification {
    var name: String
    /// The folder of pipelines.
    var folder: String

    func carryOut(with tool: Tool) -> Never {
        let kind = PipelineLoader.stage(name, in: folder, tool)
        let conformance = StageConformance(kind, files: PipelineLoader.files(below: folder))
        Interruption.carryOut { interruption in
            let promises = await conformance.promises()
            if let code = interruption.exitCode { return code }
            Host.write(text(promises), to: .output)
            return promises.allSatisfy(\.isKept) ? ExitStatus.success : ExitStatus.stage
        }
    }

    private func text(_ promises: [StageConformance.Promise]) -> String {
        var text = ""
        for promise in promises {
            text += "\(promise.isKept ? "kept  " : "broken")  \(promise.text)\n"
            text += promise.breaches.map { "          \($0)\n" }.joined()
            let log = promise.log.split(separator: UInt8(ascii: "\n")).suffix(20)
            text += log.map { "          | \(String(decoding: $0, as: UTF8.self))\n" }.joined()
        }
        let broken = promises.count { !$0.isKept }
        return text
            + (broken == 0
                ? "\(name) keeps all \(promises.count) promises\n"
                : "\(name) breaks \(broken) of the \(promises.count) promises that were tried\n")
    }
}
