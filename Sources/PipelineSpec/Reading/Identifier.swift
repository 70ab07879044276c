import StageKit

/// The names that become names of files, folders and locks: pipelines, inputs, outputs, parameters, `id:`.
enum Identifier {
    /// What to do about a wrong name.
    static let hint = "begin with a letter or digit, go on with a-z, A-Z, 0-9, '-' and '_', 64 at most"

    /// Why a text is no name; nil when it is one.
    static func mistake(in text: String) -> String? { isValid(text) ? nil : "'\(text)' cannot be a name" }

    /// ASCII alone, so that no file system folds or composes it into another name.
    static func isValid(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first != "-", first != "_", text.utf8.count <= 64 else {
            return false
        }
        return text.unicodeScalars.allSatisfy(MaskedText.isNameScalar)
    }

    /// The text with every other character replaced; `fallback` when nothing is left.
    static func made(from text: some StringProtocol, fallback: String) -> String {
        var name = String(text.unicodeScalars.map { MaskedText.isNameScalar($0) ? Character($0) : "_" })
        while let first = name.first, first == "_" || first == "-" { name.removeFirst() }
        name = String(name.prefix(60))
        return name.isEmpty ? fallback : name
    }
}

extension OptionNode {
    /// The entries of a section that must be a map; nil when it is none, which is reported.
    func entries(of section: String, mistakes: inout [Diagnostic]) -> [OptionEntry]? {
        switch content {
        case .map(let entries): return entries
        case .empty: mistakes.append(Diagnostic("'\(section)' has no value", at: place))
        default: mistakes.append(Diagnostic("expected '\(section)' as a map, found \(kind)", at: place))
        }
        return nil
    }

    /// The value of a key of a map.
    subscript(key: String) -> OptionNode? {
        guard case .map(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }
}
