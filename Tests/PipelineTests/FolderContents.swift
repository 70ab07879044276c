import Foundation

@testable import PipelineEngine

/// The files of a folder and all below it, by path.
struct FolderContents {
    private(set) var files: [String: [UInt8]] = [:]

    /// - Parameter prefix: stands before each path. A folder that is not there has no files.
    init(_ folder: String, prefix: String = "") throws {
        guard FileManager.default.fileExists(atPath: folder) else { return }
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            let file = folder + "/" + path
            let kind = try FileManager.default.attributesOfItem(atPath: file)[.type] as? FileAttributeType
            guard kind == .typeRegular else { continue }
            files[prefix + path] = Array(try Data(contentsOf: URL(filePath: file)))
        }
    }

    /// Takes one file out.
    mutating func remove(_ path: String) -> [UInt8]? { files.removeValue(forKey: path) }

    mutating func mapFiles(_ change: ([UInt8]) -> [UInt8]) { files = files.mapValues(change) }

    mutating func add(_ other: FolderContents) { files.merge(other.files) { $1 } }

    /// `SHA-256  bytes` for each file, by path: what is compared, since a difference of files would be long to print.
    var digests: [String: String] { files.mapValues { FileHash.hex(of: $0) + "  \($0.count)" } }
}
