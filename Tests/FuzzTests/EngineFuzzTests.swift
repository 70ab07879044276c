import CSVStages
import Foundation
import JSONStages
import Materials
import StageKit
import StageTesting
import Testing

/// Damaged deliveries through the engine: each is refused, or no record is lost, and the files are the same bytes
/// whatever the number of workers and the size of batches.
///
/// A few cases for each reader by default; a twentieth of `SLUSE_FUZZ` when that is given.
@Suite struct EngineFuzzTests {
    static let ways = [(workers: 1, batchBytes: 1), (3, 7), (3, 64), (1, 4096)]

    @Test(arguments: ReaderFuzzTests.readers) func noRecordIsLost(name: String) async throws {
        let seeds = try #require(FuzzSeeds.all[name])
        let others = FuzzSeeds.suiteFiles(name)
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluse-fuzz-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/delivery.txt"
        let first = FuzzSeeds.number("SLUSE_FUZZ_SEED", 1)
        for number in first..<first + max(4, FuzzSeeds.number("SLUSE_FUZZ", 0) / 20) {
            var random = SeededGenerator(seed: UInt64(truncatingIfNeeded: number) &+ 1 << 32)
            let seed = seeds[random.below(seeds.count)]
            let bytes = try seed.damaged(&random, others: others)
            try Data(bytes).write(to: URL(filePath: path))
            let reader = try FuzzSeeds.reader(name, seed.options, path: path)
            let writer: any Writer =
                random.below(2) == 0 ? try JSONLinesWriter(yaml: "path: out") : try CSVWriter(yaml: "path: out")
            let reading = FuzzOutcome(reader, bytes, target: 1 << 18, piece: .max, isFile: true)
            let whole = try await EngineOutcome(reader, writer, workers: 1, batchBytes: 1 << 18, folder: folder)
            if !whole.agrees(with: reading) { report("engine:\n\(whole)\nreader:\n\(reading)", number, seed, bytes) }
            for (workers, batchBytes) in Self.ways {
                let outcome = try await EngineOutcome(
                    reader,
                    writer,
                    workers: workers,
                    batchBytes: batchBytes,
                    folder: folder
                )
                guard outcome != whole else { continue }
                let way = "\(workers) workers, \(batchBytes) bytes a batch"
                report("\(way):\n\(outcome)\nwhole:\n\(whole)", number, seed, bytes)
                break
            }
        }
    }

    private func report(_ what: String, _ number: Int, _ seed: FuzzSeed, _ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self).debugDescription
        Issue.record("engine seed \(number), options \(seed.options.debugDescription)\n\(what)\n\(text)\n\(bytes)")
    }
}
