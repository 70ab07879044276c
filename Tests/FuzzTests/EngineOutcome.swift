import Foundation
import PipelineEngine
import StageKit
import StandardStages

/// What the engine makes of a delivery: a file of the records that go on, and a list of those that do not.
struct EngineOutcome: Equatable {
    /// Why nothing was written.
    var refusal: String?
    var read: UInt64 = 0
    var written: UInt64 = 0
    var rejected: UInt64 = 0
    var output: [UInt8] = []
    var list: [UInt8] = []

    /// Runs reader and writer, as `convert` does.
    init(_ reader: any Reader, _ writer: any Writer, workers: Int, batchBytes: Int, folder: String) async throws {
        let place = SourcePlace(file: "fuzz.yaml", line: 1, column: 1)
        let pipeline = Pipeline(
            name: "fuzz",
            inputs: [PipelineInput(name: "in", reader: PipelineStep(reader, at: place), stages: [], place: place)],
            publish: PublishTarget(path: "", place: place),
            outputs: [PipelineOutput(name: "out", stages: [], writer: PipelineStep(writer, at: place))]
        )
        let (plan, diagnostics) = Plan.examine(pipeline, today: 0)
        guard let plan else {
            // The reader alone is given a file of another name.
            let messages = diagnostics.filter { $0.severity == .error }.map {
                $0.message.replacing(folder + "/delivery.txt", with: "fuzz")
            }
            refusal = "mistakes: \(messages)"
            return
        }
        var options = RunOptions()
        options.workers = workers
        options.batchBytes = batchBytes
        let files = (output: folder + "/out", list: folder + "/rejects")
        do throws(RunFailure) {
            let result = try await FileRun(plan, to: .file(files.output), rejects: files.list, options: options).run()
            read = result.read
            written = result.written
            rejected = result.rejected
        } catch {
            guard case .delivery(let fault) = error else { throw error }
            refusal = FuzzOutcome.text(fault)
            return
        }
        output = try Self.take(files.output)
        list = try Self.take(files.list)
    }

    /// The bytes of a file, which is gone then.
    private static func take(_ path: String) throws -> [UInt8] {
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        try FileManager.default.removeItem(atPath: path)
        return bytes
    }

    /// Whether this is what reading the delivery without an engine gives.
    func agrees(with reading: FuzzOutcome) -> Bool {
        if !reading.mistakes.isEmpty { return refusal == "mistakes: \(reading.mistakes)" }
        if let refusal = reading.refusal { return self.refusal == refusal }
        return refusal == nil && written == reading.kept && rejected == reading.rejected
    }
}
