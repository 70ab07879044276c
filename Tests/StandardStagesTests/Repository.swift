import Foundation
import PipelineSpec

/// The files of this repository, for tests.
enum Repository {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Files as the pipelines see them: paths are relative to the folder `pipelines`.
    static let pipelineFiles = FileReading(
        read: { path, _ throws(FileReading.Failure) in
            guard let data = try? Data(contentsOf: url(path)) else { throw .missing }
            return [UInt8](data)
        },
        list: { (try? FileManager.default.contentsOfDirectory(atPath: url($0).path)) ?? [] }
    )

    private static func url(_ path: String) -> URL {
        folder.appendingPathComponent("pipelines").appendingPathComponent(path).standardizedFileURL
    }
}
