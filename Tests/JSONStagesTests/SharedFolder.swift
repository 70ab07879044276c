import Foundation

/// The files beside the repository that tests may read and never copy.
enum SharedFolder {
    static let suites = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/suites")

    static var isHere: Bool { FileManager.default.fileExists(atPath: suites.path) }

    /// The files of a folder by name, with their bytes.
    static func files(_ folder: String) throws -> [(name: String, bytes: [UInt8])] {
        let url = suites.appendingPathComponent(folder)
        return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted().map { name in
            (name, [UInt8](try Data(contentsOf: url.appendingPathComponent(name))))
        }
    }
}
