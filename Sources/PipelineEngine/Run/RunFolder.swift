import StageKit

/// The folder that says what a run did: manifest, report, rejects. For the eyes of its user alone.
struct RunFolder {
    let path: String
    private let runs: String

    private static let mode: UInt32 = 0o700

    init(below runs: String, pipeline: String, run: String) throws(SystemFault) {
        self.runs = Paths.join(runs, pipeline)
        path = Paths.join(self.runs, run)
        try Folders.makeWhole(self.runs, mode: Self.mode)
        try System.makeFolder(path, mode: Self.mode)
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = OutputFile(folder: path, name: name, mode: 0o600)
        try file.write(bytes)
        _ = try file.finish()
    }

    /// Waits until the disk has the folder.
    func sync() throws(SystemFault) {
        for name in try System.names(in: path) where try System.status(of: Paths.join(path, name))?.kind == .folder {
            try System.syncFolder(Paths.join(path, name))
        }
        try System.syncFolder(path)
        try System.syncFolder(runs)
    }

    /// Removes the oldest runs of the pipeline.
    func prune(keeping count: Int) {
        // A run that cannot be removed is tried again by the next.
        guard let names = try? System.names(in: runs), names.count > count else { return }
        for name in names.dropLast(count) where Paths.join(runs, name) != path {
            try? System.remove(Paths.join(runs, name))
        }
    }
}
