import ArgumentParser
import PipelineEngine
public import StageKit
import Synchronization

/// The command line tool, for whoever builds one with stages of their own.
public enum Sluse {
    /// The version that manifests name.
    public static let version = "0.1.0"

    /// Carries out what the command line asks for, and ends the process with its exit code.
    /// - Parameter stages: the stages that pipelines may use.
    public static func main(stages: StageCatalog) -> Never {
        Host.prepareStreams()
        let tool = Tool(stages: stages, version: version, environment: Host.environment)
        Completions.catalog.withLock { $0 = stages }
        do {
            let command = try RootCommand.parseAsRoot()
            if let verb = command as? any Verb { verb.carryOut(with: tool) }
            var other = command
            try other.run()
            Host.end(0)
        } catch {
            let code = RootCommand.exitCode(for: error).rawValue
            if code == 0 {
                Host.write(RootCommand.fullMessage(for: error) + "\n", to: .output)
            } else {
                Messages(tool: tool).error(CommandLineMistake(error).message, hint: CommandLineMistake(error).hint)
            }
            Host.end(code)
        }
    }
}
