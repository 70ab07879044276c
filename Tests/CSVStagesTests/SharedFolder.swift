import Foundation

/// The files beside the repository that tests may read and never copy.
enum SharedFolder {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared")
    static let suites = folder.appendingPathComponent("suites")

    static var isHere: Bool { FileManager.default.fileExists(atPath: suites.path) }
}
