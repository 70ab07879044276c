import Foundation

/// Where things are, found from this file, so that no test depends on the folder it is started in.
enum Repository {
    /// With a slash at the end.
    static let path =
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/"

    /// The real files, which lie beside the repository and not in it.
    static let realFiles = URL(filePath: path).deletingLastPathComponent().path + "/shared/data/"

    static var hasRealFiles: Bool { FileManager.default.fileExists(atPath: realFiles) }

    /// The names of the pipelines in `pipelines/`.
    static var pipelines: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: path + "pipelines").filter { $0.hasSuffix(".yaml") }
                .map { String($0.dropLast(5)) }.sorted()
        }
    }
}
