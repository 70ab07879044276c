import PipelineEngine
import PipelineSpec
import StageKit

/// A pipeline file that was read and checked.
struct LoadedPipeline: Sendable {
    /// As the user named it.
    var file: String
    /// What could be read; nil when it is no pipeline at all.
    var pipeline: Pipeline?
    /// Ready to run; nil when there are mistakes, or no delivery yet to find the fields in.
    var plan: Plan?
    /// Mistakes and warnings, in the order of the file.
    var diagnostics: [Diagnostic]

    var hasErrors: Bool { pipeline == nil || diagnostics.contains { $0.severity == .error } }

    /// Whether all is well but for a delivery that is missing.
    var lacksDelivery: Bool { plan == nil && !hasErrors }

    /// Why a pipeline that lacks a delivery does not run.
    static let missingDelivery = "there is no delivery to find the fields of an input in"

    /// What a check ends with. 64 when nothing but parameters on the command line is wrong, 3 when nothing but deliveries
    /// that fields were looked for in.
    var exitCode: Int32 {
        guard hasErrors else { return ExitStatus.success }
        let errors = diagnostics.filter { $0.severity == .error }
        if !errors.isEmpty, errors.allSatisfy(\.isOfDelivery) { return ExitStatus.delivery }
        let areParameters = !errors.isEmpty && errors.allSatisfy { $0.place == nil && $0.message.hasPrefix("--param ") }
        return areParameters ? ExitStatus.usage : ExitStatus.mistake
    }
}

/// Reads and checks pipeline files.
struct PipelineLoader: Sendable {
    var tool: Tool
    var parameters: [String: String] = [:]
    /// The clock of the run in days since 1970-01-01.
    var today: Int64

    /// Reads a pipeline file and follows its fields; all mistakes are found in one go.
    func load(_ file: String) -> LoadedPipeline {
        let bytes: [UInt8]
        do throws(Host.ReadFailure) {
            bytes = try Host.read(file, limit: YAMLReader.sizeLimit + 1)
        } catch {
            return LoadedPipeline(file: file, diagnostics: [Self.diagnostic(error, file: file)])
        }
        return examine(file, bytes: bytes)
    }

    /// Checks the text of a pipeline as if it were in a file.
    func examine(_ file: String, bytes: [UInt8]) -> LoadedPipeline {
        let examined = PipelineReader.examine(
            file: file,
            bytes: bytes,
            catalog: tool.stages,
            parameters: parameters,
            environment: tool.environment,
            today: today,
            files: Self.files
        )
        guard let pipeline = examined.pipeline else {
            return LoadedPipeline(file: file, diagnostics: examined.mistakes)
        }
        let (plan, found) = Plan.examine(pipeline, today: today)
        return LoadedPipeline(
            file: file,
            pipeline: pipeline,
            plan: examined.mistakes.isEmpty ? plan : nil,
            diagnostics: examined.mistakes(with: found)
        )
    }

    /// The stages of the command, and those that are declared in a folder of pipelines. Ends the process when there are
    /// mistakes in these.
    static func stages(in folder: String?, _ tool: Tool) -> StageCatalog {
        guard let folder else { return tool.stages }
        guard Host.kind(of: folder) == .folder else {
            Messages(tool: tool).fail("there is no folder '\(folder)'", hint: "name the folder of pipeline files")
        }
        let declared = DeclaredStages(beside: folder + "/pipeline.yaml", catalog: tool.stages, files: files)
        endIfAny(declared.mistakes, tool)
        return tool.stages.adding(declared.kinds)
    }

    /// The stage with a name, declared in a folder of pipelines or one of the command's. Ends the process when there is
    /// none, or when there are mistakes in its file; those of others do not matter.
    static func stage(_ name: String, in folder: String, _ tool: Tool) -> StageKind {
        guard Host.kind(of: folder) == .folder else {
            Messages(tool: tool).fail("there is no folder '\(folder)'", hint: "name the folder of pipeline files")
        }
        let declared = DeclaredStages(beside: folder + "/pipeline.yaml", catalog: tool.stages, files: files)
        endIfAny(declared.mistakes(of: [name]), tool)
        let stages = tool.stages.adding(declared.kinds)
        guard let kind = stages[name] else {
            let hint =
                Spelling.suggestion(for: name, among: stages.names)
                ?? "a program is a stage when there is \(folder)/stages/\(name)/stage.yaml"
            Messages(tool: tool).fail("no stage is named '\(name)'", hint: hint)
        }
        return kind
    }

    private static func endIfAny(_ mistakes: [Diagnostic], _ tool: Tool) {
        guard !mistakes.isEmpty else { return }
        let usesColor = tool.allowsColor && Host.isTerminal(.error)
        Host.write(renderer(usesColor: usesColor).text(mistakes), to: .error)
        Host.end(ExitStatus.mistake)
    }

    /// Files by their paths in a folder of pipelines.
    static func files(below folder: String) -> FileReading {
        FileReading(
            read: { path, limit throws(FileReading.Failure) in try files.read("\(folder)/\(path)", limit) },
            list: { files.list("\(folder)/\($0)") }
        )
    }

    /// Shows diagnostics with the lines of the files that they point into.
    static func renderer(usesColor: Bool) -> DiagnosticRenderer {
        DiagnosticRenderer(usesColor: usesColor) { try? Host.read($0, limit: 4 << 20) }
    }

    private static let files = FileReading(
        read: { path, limit throws(FileReading.Failure) in
            do throws(Host.ReadFailure) {
                return try Host.read(path, limit: limit)
            } catch {
                switch error {
                case .missing: throw .missing
                case .notRegular: throw .notRegular
                case .tooLarge: throw .tooLarge
                case .refused(let reason): throw .other(reason)
                }
            }
        },
        list: { Host.names(in: $0) }
    )

    private static func diagnostic(_ failure: Host.ReadFailure, file: String) -> Diagnostic {
        switch failure {
        case .missing: Diagnostic("there is no file '\(file)'")
        case .notRegular: Diagnostic("'\(file)' is not a regular file")
        case .tooLarge: Diagnostic("'\(file)' is larger than 1 MiB", hint: "put long lists in a file of their own")
        case .refused(let reason): Diagnostic("'\(file)' cannot be read: \(reason)")
        }
    }
}
