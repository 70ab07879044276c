import StageKit

@testable import PipelineSpec

/// Reads pipelines of tests: a name, a version and a folder to publish stand in front.
enum Reading {
    static let head = "version: 1\nname: profil\npublish: ../out\n"

    static func pipeline(
        _ yaml: String,
        head: String = Self.head,
        parameters: [String: String] = [:],
        environment: [String: String] = [:],
        files: [String: String] = [:]
    ) throws(Mistakes) -> Pipeline {
        try PipelineReader.read(
            file: "pipelines/profil.yaml",
            bytes: Array((head + yaml).utf8),
            catalog: TestStages.catalog,
            parameters: parameters,
            environment: environment,
            today: 20_779,
            files: FileReading(
                read: { path, limit throws(FileReading.Failure) in
                    guard let text = files[path] else { throw .missing }
                    guard text.utf8.count <= limit else { throw .tooLarge }
                    if text == "FOLDER" { throw .notRegular }
                    if text == "LOCKED" { throw .other("permission denied") }
                    return Array(text.utf8)
                },
                list: { folder in
                    files.keys.filter { FilePath.folder(of: $0) == folder }.map(FilePath.last(of:))
                }
            )
        )
    }

    /// The mistakes as lines, places counted from the first line after the head.
    static func mistakes(
        _ yaml: String,
        head: String = Self.head,
        parameters: [String: String] = [:],
        environment: [String: String] = [:],
        files: [String: String] = [:]
    ) -> [String] {
        do throws(Mistakes) {
            _ = try pipeline(yaml, head: head, parameters: parameters, environment: environment, files: files)
            return []
        } catch {
            let above = head.split(separator: "\n", omittingEmptySubsequences: false).count - 1
            return error.diagnostics.map { diagnostic in
                var diagnostic = diagnostic
                if diagnostic.place?.file == "pipelines/profil.yaml" { diagnostic.place?.line -= above }
                return diagnostic.line
            }
        }
    }
}
