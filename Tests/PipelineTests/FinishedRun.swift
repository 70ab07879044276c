import Foundation
import PipelineEngine
import PipelineSpec
import StageKit
import StandardStages

/// A pipeline of `pipelines/` that was run in this process into a folder of its own.
struct FinishedRun {
    let result: RunResult
    let report: Report
    /// What was published but for the manifest, and the lists of rejected and flagged records.
    let contents: FolderContents

    /// What `report.json` says of the sum of records.
    struct Report: Decodable {
        var ending: String
        var sum: Sum
        var outputs: [Output]

        struct Sum: Decodable, Equatable {
            var read: Int
            var made: Int
            var written: Int
            var rejected: Int
            var dropped: Int
            var flagged: Int
            var closes: Bool
        }

        struct Output: Decodable, Equatable {
            var name: String
            var written: Int
            var made: Int
            var dropped: Int
        }
    }

    static let clock = RunOptions.clock(of: "2026-11-22T03:15:00Z")

    /// - Parameter onProgress: called for each batch.
    init(
        _ name: String,
        parameters: [String: String] = [:],
        workers: Int = 2,
        batchBytes: Int? = nil,
        onProgress: (@Sendable (Int64, Int64) -> Void)? = nil
    ) async throws {
        let folder = try TemporaryFolder()
        let file = Repository.path + "pipelines/\(name).yaml"
        let today: Int64 = (Self.clock ?? 0) / 86_400_000_000_000
        let pipeline = try PipelineReader.read(
            file: file,
            bytes: Array(try Data(contentsOf: URL(filePath: file))),
            catalog: standardStages,
            parameters: parameters,
            environment: ["OUT": folder.path],
            today: today,
            files: Self.files
        )
        var options = RunOptions()
        options.clock = Self.clock
        options.workers = workers
        options.onProgress = onProgress
        if let batchBytes { options.batchBytes = batchBytes }
        result = try await PipelineRun(Plan.make(pipeline, today: today).plan, options: options).run()
        let text = try Data(contentsOf: URL(filePath: result.runFolder + "/report.json"))
        report = try JSONDecoder().decode(Report.self, from: text)
        var contents = try FolderContents(result.publishPath)
        _ = contents.remove("manifest.json")
        for kind in ["rejects", "flagged"] {
            var lists = try FolderContents(result.runFolder + "/" + kind, prefix: kind + "/")
            // The command is given paths below the repository.
            lists.shortenPaths(Repository.path)
            contents.add(lists)
        }
        self.contents = contents
    }

    /// The records of a published CSV file; none of those read here has quotes.
    func table(_ path: String, delimiter: Character = ";") throws -> [[String: String]] {
        guard let bytes = contents.files[path] else { throw NoFile(path: path) }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: delimiter, omittingEmptySubsequences: false).map(String.init)
        }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(zip(header, $0)) { $1 } }
    }

    struct NoFile: Error {
        var path: String
    }

    private static let files = FileReading(
        read: { path, limit throws(FileReading.Failure) in
            do throws(PipelineEngine.Host.ReadFailure) {
                return try PipelineEngine.Host.read(path, limit: limit)
            } catch {
                throw .other("\(error)")
            }
        },
        list: { PipelineEngine.Host.names(in: $0) }
    )
}

extension FolderContents {
    /// Takes the folder out of all texts.
    fileprivate mutating func shortenPaths(_ folder: String) {
        let folder = Array(folder.utf8)
        mapFiles { bytes in
            var result: [UInt8] = []
            var place = 0
            while place < bytes.count {
                if bytes[place...].starts(with: folder) {
                    place += folder.count
                } else {
                    result.append(bytes[place])
                    place += 1
                }
            }
            return result
        }
    }
}
