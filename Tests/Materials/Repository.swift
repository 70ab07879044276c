package import Foundation

/// The files of this repository, found from here, so that no test depends on the folder it is started in.
package enum Repository {
    /// The folder that `Package.swift` lies in.
    package static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The bytes of a file; the path begins at `folder`.
    package static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: path)))
    }
}
