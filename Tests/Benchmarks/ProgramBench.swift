import Foundation
import PipelineSpec
import ProcessStages
import StageKit

/// What it costs to take records through another program and back: the program copies, so that the protocol alone is
/// timed.
final class ProgramBench {
    /// The two ways of writing records for a program.
    enum Format: String, CaseIterable {
        case jsonLines = "json_lines"
        case csv
    }

    struct Result {
        /// The bytes that were sent; as many came back.
        var bytes: Int
        var time: Duration
        /// The processor time of this process, in seconds: that of the program is its own.
        var processorSeconds: Double
    }

    private let folder: URL
    private let schema: Schema

    /// - Parameter schema: the fields of the batches.
    init(_ schema: Schema) throws {
        self.schema = schema
        folder = FileManager.default.temporaryDirectory.appending(path: "sluse-benchmark-\(UUID().uuidString)")
        for format in Format.allCases {
            try FileManager.default.createDirectory(at: path(format), withIntermediateDirectories: true)
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func name(_ format: Format) -> String { "validate.copy_\(format.rawValue)" }
    private func path(_ format: Format) -> URL { folder.appending(path: name(format)) }

    /// Takes the batches through `cat`; the best of some rounds.
    func run(_ batches: [RecordBatch], _ format: Format) async throws -> Result {
        let copy = path(format).appending(path: "sent").path
        _ = try await time(batches, format, ["tee", copy])
        let size = try FileManager.default.attributesOfItem(atPath: copy)[.size] as? Int
        var best = Result(bytes: size ?? 0, time: .seconds(1000), processorSeconds: 1000)
        for _ in 0..<Stopwatch.rounds {
            let (time, seconds) = try await time(batches, format, ["cat"])
            best.time = min(best.time, time)
            best.processorSeconds = min(best.processorSeconds, seconds)
        }
        return best
    }

    private func time(
        _ batches: [RecordBatch],
        _ format: Format,
        _ command: [String]
    ) async throws -> (time: Duration, processorSeconds: Double) {
        let worker = try worker(format, command)
        guard let attended = worker as? any Attended else { return (.zero, 0) }
        // What all threads of this process have used.
        let before = clock()
        let time = try await ContinuousClock().measure {
            try await attended.attend { for batch in batches { try worker.process(batch) } }
        }
        return (time, Double(clock() - before) / Double(CLOCKS_PER_SEC))
    }

    private func worker(_ format: Format, _ command: [String]) throws -> any BatchWorker {
        let text = """
            version: 1
            name: \(name(format))
            summary: Copies its records.
            fields: all
            command: [\(command.joined(separator: ", "))]
            format: \(format.rawValue)
            stateless: true
            """
        let node = try YAMLReader.read(file: "stage.yaml", bytes: Array(text.utf8))
        let (kind, mistakes) = StageFileReader.read(node, in: .withoutFiles, folder: path(format).path)
        guard let kind else { throw Mistakes(mistakes) }
        let place = SourcePlace(file: "benchmark", line: 1, column: 1)
        let stage = try kind.configured(by: OptionNode(.map([]), at: place), in: .withoutFiles)
        var context = StageContext(schema: schema, place: place)
        guard let transform = stage as? any ConfiguredTransform,
            case .free(let makeWorker)? = transform.prepare(&context)
        else { throw Mistakes(context.diagnostics) }
        return makeWorker()
    }
}
