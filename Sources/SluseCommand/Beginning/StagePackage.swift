import PipelineEngine

/// A package of stages in the working folder, as `sluse new stage-package` makes it.
struct StagePackage {
    /// The module of its stages.
    let module: String
    private let listPath: String
    private let list: String

    private static let mark = ": [any Stage.Type] = ["

    /// Nil when the working folder holds none.
    init?() {
        for module in Host.names(in: "Sources") {
            let path = "Sources/\(module)/\(module).swift"
            guard let bytes = try? Host.read(path, limit: 1 << 20) else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            guard text.contains(Self.mark) else { continue }
            self.module = module
            listPath = path
            list = text
            return
        }
        return nil
    }

    /// The list with one more stage, and where it stands; nil when it has it already.
    func list(adding typeName: String) -> (path: String, text: String)? {
        var lines = list.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard !list.contains(" \(typeName).self"), let start = lines.firstIndex(where: { $0.contains(Self.mark) }),
            let end = lines[start...].firstIndex(of: "]")
        else { return nil }
        if !lines[end - 1].hasSuffix(","), end - 1 > start { lines[end - 1] += "," }
        lines.insert("    \(typeName).self,", at: end)
        return (listPath, lines.joined(separator: "\n"))
    }
}
