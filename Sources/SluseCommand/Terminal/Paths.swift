import PipelineEngine

/// Paths for people.
enum Paths {
    /// The path from the working folder, when it lies in it; else as it is.
    static func shown(_ path: String) -> String {
        guard let folder = Host.workingFolder, folder != "/", path.hasPrefix(folder + "/") else { return path }
        return String(path.dropFirst(folder.count + 1))
    }
}
