import PipelineEngine
import StageKit

/// Messages about the command line itself.
struct Messages: Sendable {
    var tool: Tool

    /// The pipeline files that arguments name; ends the process when one names none.
    func files(named arguments: [String]) -> [String] {
        do throws(PipelineFiles.Missing) {
            return try PipelineFiles.named(arguments)
        } catch {
            fail(error.message, hint: error.hint)
        }
    }

    /// Says what is wrong with the command line, and ends the process.
    func fail(_ message: String, hint: String? = nil, code: Int32 = ExitStatus.usage) -> Never {
        error(message, hint: hint)
        Host.end(code)
    }

    /// Writes an error with its hint.
    func error(_ message: String, hint: String? = nil, place: String = "") {
        let usesColor = tool.allowsColor && Host.isTerminal(.error)
        let word = usesColor ? "\u{1b}[1;31merror:\u{1b}[0m" : "error:"
        let head = place.isEmpty ? "" : place + ": "
        Host.write("\(head)\(word) \(message)\n" + (hint.map { "  hint: \($0)\n" } ?? ""), to: .error)
    }
}
