package import Foundation

/// A folder of the material beside the repository, which tests may read and never copy.
package struct SharedFolder: Sendable {
    /// Where all of it is.
    package static let folder = Repository.folder.deletingLastPathComponent().appending(path: "shared")
    /// Where the suites are.
    package static let suites = folder.appending(path: "suites")
    /// Whether the suites are there.
    package static var isHere: Bool { FileManager.default.fileExists(atPath: suites.path) }

    package let url: URL

    /// - Parameter path: beginning in the shared folder: `suites/px`.
    package init(_ path: String) { url = Self.folder.appending(path: path) }

    /// Whether it is there: tests are skipped, saying so, where it is not.
    package var exists: Bool { FileManager.default.fileExists(atPath: url.path) }

    /// The bytes of a file in the folder.
    package func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url.appending(path: path))) }

    /// The files of the folder by name, with their bytes.
    package func files() throws -> [(name: String, bytes: [UInt8])] {
        try FileManager.default.contentsOfDirectory(atPath: url.path).sorted().map { ($0, try bytes($0)) }
    }
}
