import PipelineEngine
import StageKit

/// The pipeline files that a command line names.
enum PipelineFiles {
    /// An argument that names no pipeline.
    struct Missing: Error {
        var message: String
        var hint: String?
    }

    /// The files, those of a folder in the order of their names: its own `*.yaml`, without tests.
    static func named(_ arguments: [String]) throws(Missing) -> [String] {
        var files: [String] = []
        for argument in arguments {
            switch Host.kind(of: argument) {
            case .file, .other: files.append(argument)
            case .folder:
                let folder = argument.count > 1 && argument.hasSuffix("/") ? String(argument.dropLast()) : argument
                let names = Host.names(in: argument).filter(isPipeline)
                if names.isEmpty { throw Missing(message: "the folder '\(argument)' holds no *.yaml") }
                files += names.map { folder == "." ? $0 : folder == "/" ? "/" + $0 : folder + "/" + $0 }
            case nil: throw Missing(message: "there is no file '\(argument)'", hint: suggestion(for: argument))
            }
        }
        return files
    }

    private static func isPipeline(_ name: String) -> Bool {
        name.hasSuffix(".yaml") && !name.hasSuffix("_test.yaml") && !name.hasPrefix(".")
    }

    private static func suggestion(for path: String) -> String? {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let names = Host.names(in: folder.isEmpty ? "." : folder).filter(isPipeline)
        return Spelling.nearest(to: name, among: names).map { "did you mean '\(folder)\($0)'?" }
    }
}
