import PipelineEngine
import StageKit

/// The first rejected fields of a run, a line each, without their values.
struct RejectedLines {
    private let result: RunResult
    private let language: Language

    init(_ result: RunResult, language: Language) {
        self.result = result
        self.language = language
    }

    /// The lines; empty when nothing was rejected.
    var text: String {
        var lines = result.firstRejects.map { Self.line($0, language) }
        let more = result.rejectedFields - min(result.rejectedFields, UInt64(result.firstRejects.count))
        if more > 0 {
            let count = Figures.grouped(more, language)
            let path = Paths.shown(result.rejectsPath ?? result.runFolder)
            let text = language == .danish ? "… og \(count) mere i \(path)" : "… and \(count) more in \(path)"
            lines.append(text + " (--max-messages)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// One rejected field.
    static func line(_ fault: RunResult.RejectedField, _ language: Language) -> String {
        let word = language == .danish ? "afvist" : "rejected"
        let field = fault.field.map { $0 + ": " } ?? ""
        let reason = fault.rejection.reason(in: language)
        return "\(fault.file):\(fault.line): \(word): \(field)\(reason) [\(fault.rejection.rule)]"
    }
}

extension RunResult {
    /// The list of rejected records, or the folder of the lists when several inputs have some; nil when there are none.
    var rejectsPath: String? {
        let names = inputs.filter { $0.rejected > 0 }.map(\.name)
        guard let first = names.first else { return nil }
        return names.count == 1 ? "\(runFolder)/rejects/\(first).csv" : "\(runFolder)/rejects"
    }
}
