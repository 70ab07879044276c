import ArgumentParser
import PipelineEngine

/// A verb of the command.
protocol Verb: ParsableCommand {
    /// Does what was asked for and ends the process.
    func carryOut(with tool: Tool) -> Never
}
