public import StageKit

/// The stages that files beside a pipeline declare: `stages/NAME/stage.yaml` in the folder of the pipeline file.
public struct DeclaredStages: Sendable {
    private struct Entry {
        var name: String
        var kind: StageKind
        var mistakes: [Diagnostic]
        var resources: [Resource]
    }

    private var entries: [Entry] = []

    /// Reads every stage there is, whether a pipeline uses it or not.
    /// - Parameters:
    ///   - file: a pipeline file; it need not exist.
    ///   - catalog: the stages that are known already, and the way to read others.
    public init(beside file: String, catalog: StageCatalog, files: FileReading) {
        guard let read = catalog.stageFiles else { return }
        let root = FilePath.joined(FilePath.folder(of: file), "stages")
        for name in files.list(root).sorted() where !name.hasPrefix(".") {
            let path = FilePath.joined(root, name) + "/stage.yaml"
            let loader = ResourceLoader(files: files)
            let start = SourcePlace(file: path, line: 1, column: 1)
            if case .missing? = Self.failure(path, files) { continue }
            var entry = Entry(name: name, kind: Self.unread(name), mistakes: [], resources: [])
            do throws(Mistakes) {
                let resource = try loader.scope(of: root + "/x").loadResource("\(name)/stage.yaml", start)
                let (kind, mistakes) = read(try resource.parsed(), resource.scope(), FilePath.folder(of: path))
                entry.mistakes = mistakes
                if let kind { entry.kind = kind }
                if catalog[name] != nil {
                    let hint = "rename the folder and the stage"
                    entry.mistakes.append(Diagnostic("there is a stage '\(name)' already", at: start, hint: hint))
                }
            } catch {
                entry.mistakes = error.diagnostics
            }
            entry.resources = loader.resources
            if catalog[name] == nil || !entry.mistakes.isEmpty { entries.append(entry) }
        }
    }

    private static func failure(_ path: String, _ files: FileReading) -> FileReading.Failure? {
        do throws(FileReading.Failure) {
            _ = try files.read(path, 1 << 20)
            return nil
        } catch {
            return error
        }
    }

    /// Stands for a stage whose file has mistakes, so that nothing more is said where it is used.
    private static func unread(_ name: String) -> StageKind {
        let declaration = StageDeclaration(declared: name, summary: "", example: "", exampleTable: nil, rules: [])
        return StageKind(declaration, options: []) { _, _ in (UnreadStage(name: name), []) }
    }

    /// The stages, those with mistakes among them.
    public var kinds: [StageKind] { entries.map(\.kind) }

    /// The mistakes in all files.
    public var mistakes: [Diagnostic] { entries.flatMap(\.mistakes) }

    /// The mistakes in the files of the stages with these names.
    public func mistakes(of names: Set<String>) -> [Diagnostic] {
        entries.filter { names.contains($0.name) }.flatMap(\.mistakes)
    }

    /// The files that belong to the stages with these names.
    func resources(of names: Set<String>) -> [Resource] {
        entries.filter { names.contains($0.name) }.flatMap(\.resources)
    }
}

extension Pipeline {
    /// The names of all stages that it uses.
    var stageNames: Set<String> {
        let ofInputs = inputs.flatMap { [$0.reader] + $0.stages }
        let ofOutputs = outputs.flatMap { $0.stages + [$0.writer] }
        return Set((ofInputs + stages + ofOutputs).map(\.name))
    }
}
