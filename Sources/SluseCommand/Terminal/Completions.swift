import ArgumentParser
import PipelineEngine
import PipelineSpec
import StageKit
import Synchronization

/// What a shell offers while a command line is written; `sluse --generate-completion-script zsh` prints its script.
enum Completions {
    /// The stages of this command: settled before the command line is read, since options are declared without it.
    static let catalog = Mutex(StageCatalog([]))

    /// Pipeline files.
    static let pipelines = CompletionKind.file(extensions: ["yaml"])

    /// Names of stages.
    static let stages = CompletionKind.custom { _, _, _ in catalog.withLock { $0.names } }

    /// What may follow `sluse stages`.
    static let stagesAndVerify = CompletionKind.custom { _, _, _ in catalog.withLock { ["verify"] + $0.names } }

    /// The parameters of the pipelines that the command line names.
    static let parameters = CompletionKind.custom { words, _, _ in
        words.flatMap(documents).flatMap { entries(of: value("params", in: $0)).map { $0.key + "=" } }
    }

    /// The stages of the pipeline that the command line names, by `id:` or name.
    static let steps = CompletionKind.custom { words, _, _ in
        let names = words.flatMap(documents).flatMap(stepNames)
        return names.indices.filter { !names[..<$0].contains(names[$0]) }.map { names[$0] }
    }

    private static func documents(_ word: String) -> [OptionNode] {
        guard word.hasSuffix(".yaml"), let bytes = try? Host.read(word, limit: 1 << 20),
            let document = try? YAMLReader.read(file: word, bytes: bytes)
        else { return [] }
        return [document]
    }

    private static func entries(of node: OptionNode?) -> [OptionEntry] {
        if case .map(let entries) = node?.content { entries } else { [] }
    }

    private static func value(_ key: String, in node: OptionNode) -> OptionNode? {
        entries(of: node).first { $0.key == key }?.value
    }

    /// Items of lists whose keys have a full stop are stages.
    private static func stepNames(_ node: OptionNode) -> [String] {
        switch node.content {
        case .map(let entries): entries.flatMap { stepNames($0.value) }
        case .list(let items):
            items.compactMap { item in
                value("id", in: item)?.text ?? item.text ?? entries(of: item).map(\.key).first { $0.contains(".") }
            }
        default: []
        }
    }
}
