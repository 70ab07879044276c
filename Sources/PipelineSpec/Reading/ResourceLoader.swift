public import StageKit
import Synchronization

/// Reads the lists, schemas and tables that a pipeline names, each once.
public final class ResourceLoader: Sendable {
    /// The most bytes that such a file may have.
    static let sizeLimit = 64 << 20

    private let files: FileReading
    /// Options are read through `Sendable` closures; the lock is never contended, a pipeline is read by one task.
    private let state = Mutex(State())

    private struct State {
        var resources: [Resource] = []
        var failures: [String: (message: String, hint: String?)] = [:]
    }

    /// Reads through the given way to reach files.
    public init(files: FileReading) { self.files = files }

    /// What was read, in the order in which the pipeline file names it.
    var resources: [Resource] { state.withLock { $0.resources } }

    /// A scope in which paths are relative to the folder of a file.
    public func scope(of file: String) -> OptionScope {
        let folder = FilePath.folder(of: file)
        return OptionScope { [self] path, place throws(Mistakes) in
            try load(path, in: folder, place: place)
        }
    }

    private func load(_ path: String, in folder: String, place: SourcePlace) throws(Mistakes) -> Resource {
        guard !path.isEmpty else { throw Mistakes("expected the path of a file, found ''", at: place) }
        let name = FilePath.joined(folder, path)
        let known = state.withLock { ($0.resources.first { $0.name == name }, $0.failures[name]) }
        if let resource = known.0 { return resource }
        if let failure = known.1 { throw Mistakes(failure.message, at: place, hint: failure.hint) }
        do throws(FileReading.Failure) {
            let bytes = try files.read(name, Self.sizeLimit)
            let resource = Resource(
                name: name,
                bytes: bytes,
                parsed: { () throws(Mistakes) in try YAMLReader.read(file: name, bytes: bytes) },
                scope: { [self] in scope(of: name) }
            )
            state.withLock { $0.resources.append(resource) }
            return resource
        } catch {
            let failure = describe(error, path: path, name: name)
            state.withLock { $0.failures[name] = failure }
            throw Mistakes(failure.message, at: place, hint: failure.hint)
        }
    }

    private func describe(_ failure: FileReading.Failure, path: String, name: String) -> (
        message: String, hint: String?
    ) {
        switch failure {
        case .missing:
            let near = Spelling.nearest(
                to: FilePath.last(of: name),
                among: files.list(FilePath.folder(of: name)).sorted()
            )
            let hint = near.map { "did you mean '\(path.dropLast(FilePath.last(of: path).count))\($0)'?" }
            return ("there is no file '\(path)'", hint ?? "looked for \(name)")
        case .notRegular: return ("'\(path)' is not a regular file", nil)
        case .tooLarge: return ("'\(path)' is larger than \(Self.sizeLimit >> 20) MiB", nil)
        case .other(let reason): return ("'\(path)' cannot be read: \(reason)", nil)
        }
    }
}
