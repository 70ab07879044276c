import Foundation
import PipelineEngine
import PipelineSpec
import StageKit
import StandardStages

/// A folder with a pipeline, a delivery and a stage that is a program, gone with the test.
final class ProgramPipeline: Sendable {
    let path: String

    /// How a run ended.
    enum Ending: Equatable {
        /// The published table and the rejected records: line, field and rule.
        case published(String, rejects: [String])
        /// A stage failed; in English, and the hint.
        case failed(String, hint: String?)
        case other(String)
    }

    /// - Parameters:
    ///   - stage: what `stage.yaml` says besides version, name and summary.
    ///   - program: the text of the program; its first line says what executes it.
    init(_ name: String = "validate.prov", stage: String, program: String, step: String? = nil) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "sluse-program-\(UUID().uuidString)")
        let own = url.appending(path: "stages/\(name)")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        path = url.resolvingSymlinksInPath().path
        let head = "version: 1\nname: \(name)\nsummary: Does what the test wants.\n"
        try write("stages/\(name)/stage.yaml", head + stage)
        try write("stages/\(name)/program", program)
        let file = path + "/stages/\(name)/program"
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        try write(
            "p.yaml",
            """
            version: 1
            name: p
            publish: ud
            stages:
              - read.csv: { path: ind.csv, delimiter: ";", fields: [navn, antal] }
              - normalize.missing: { values: { "": missing } }
              - normalize.number: { fields: [antal], decimal_mark: comma }
              - \(step ?? name)
              - write.csv: { path: ud.csv, delimiter: ; }
            """
        )
        try deliver(["Ane;1,50", "Bo;", "\"Cæ;\"\"ø\";3"])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
    }

    func deliver(_ records: [String]) throws {
        try write("ind.csv", (["navn;antal"] + records).joined(separator: "\n") + "\n")
    }

    /// What `check` finds.
    func check() -> [Diagnostic] {
        let examined = examine()
        guard let pipeline = examined.pipeline else { return examined.mistakes }
        return examined.mistakes(with: Plan.examine(pipeline, today: 0).diagnostics)
    }

    private func examine() -> ExaminedPipeline {
        let file = path + "/p.yaml"
        return PipelineReader.examine(
            file: file,
            bytes: Array((try? Data(contentsOf: URL(filePath: file))) ?? Data()),
            catalog: standardStages,
            today: 0,
            files: Self.files
        )
    }

    private func read() throws(Mistakes) -> Pipeline {
        let examined = examine()
        guard let pipeline = examined.pipeline, examined.mistakes.isEmpty else { throw Mistakes(examined.mistakes) }
        return pipeline
    }

    func run(workers: Int = 2, batchBytes: Int? = nil) async -> Ending {
        var options = RunOptions()
        options.workers = workers
        if let batchBytes { options.batchBytes = batchBytes }
        do {
            let plan = try Plan.make(try read(), today: 0).plan
            let result = try await run(plan, options)
            let table = String(decoding: try Data(contentsOf: URL(filePath: path + "/ud/ud.csv")), as: UTF8.self)
            let rejects = result.firstRejects.map { "\($0.line) \($0.field ?? "-") \($0.rejection.rule)" }
            return .published(table, rejects: rejects)
        } catch RunFailure.stage(_, let failure) {
            return .failed(failure.english.replacing(path + "/", with: ""), hint: failure.hint)
        } catch let mistakes as Mistakes {
            return .other(mistakes.diagnostics.map(\.message).joined(separator: "\n"))
        } catch {
            return .other("\(error)")
        }
    }

    /// Runs when the folder is free. A program that another test starts has the open files of this process for the
    /// instant until it is executed, and with them the lock of a run that has just ended.
    private func run(_ plan: Plan, _ options: RunOptions) async throws -> RunResult {
        for _ in 0..<100 {
            do {
                return try await PipelineRun(plan, options: options).run()
            } catch RunFailure.locked {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        return try await PipelineRun(plan, options: options).run()
    }

    /// Whether anything stands where it would be published.
    var hasPublished: Bool { FileManager.default.fileExists(atPath: path + "/ud") }

    private static let files = FileReading(
        read: { path, limit throws(FileReading.Failure) in
            do throws(PipelineEngine.Host.ReadFailure) {
                return try PipelineEngine.Host.read(path, limit: limit)
            } catch {
                switch error {
                case .missing: throw .missing
                default: throw .other("\(error)")
                }
            }
        },
        list: { PipelineEngine.Host.names(in: $0) }
    )
}
