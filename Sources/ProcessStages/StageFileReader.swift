public import StageKit

/// Makes a stage of a `stage.yaml`.
public enum StageFileReader {
    /// Reads the file as far as it can be read.
    /// - Parameters:
    ///   - node: the file as option nodes.
    ///   - folder: the folder it stands in; its name is the name of the stage.
    /// - Returns: the stage, nil when there were mistakes; and every mistake.
    public static func read(
        _ node: OptionNode,
        in scope: OptionScope,
        folder: String
    ) -> (kind: StageKind?, mistakes: [Diagnostic]) {
        let (file, found) = StageFile.examined(node, in: scope)
        guard let file else { return (nil, found) }
        var check = StageFileCheck(file, folder: folder, scope: scope)
        if case .map(let entries) = node.content, entries.contains(where: { $0.key == "options" }) {
            check.knowsOptions = file.$options.isGiven
        }
        let options = check.run()
        let mistakes = found + check.mistakes
        guard mistakes.isEmpty else { return (nil, mistakes) }
        let declaration = StageDeclaration(
            declared: file.name.text,
            summary: file.summary.text,
            example: file.example.hasSuffix("\n") ? String(file.example.dropLast()) : file.example,
            exampleTable: file.exampleTable.map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 },
            rules: file.rules.entries.map {
                Rejection(declared: $0.name, english: $0.value.en, danish: $0.value.da)
            }
        )
        let kind = StageKind(declaration, options: options.declarations) { node, scope in
            let (given, mistakes) = options.examined(node, in: scope)
            let stage = given.map { ProcessStage(declaration, file: file, options: $0, folder: folder) }
            return (stage, mistakes)
        }
        return (kind, [])
    }
}
