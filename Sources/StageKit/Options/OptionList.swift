/// Options by name, and what was read for them.
struct OptionList {
    var properties: [(name: String, property: any OptionProperty)]

    /// Reads a map as far as it can be read; wrong options keep their defaults.
    /// - Returns: whether every option has a value; and every mistake.
    mutating func read(_ node: OptionNode, in scope: OptionScope) -> (isWhole: Bool, mistakes: [Diagnostic]) {
        let entries: [OptionEntry]
        switch node.content {
        case .map(let written): entries = written
        case .empty: entries = []
        default: return (false, [Diagnostic("expected options as a map, found \(node.kind)", at: node.place)])
        }
        var found: [Diagnostic] = []
        var good: Set<String> = []
        for entry in entries {
            guard let match = properties.firstIndex(where: { $0.name == entry.key }) else {
                found.append(unknown(entry))
                continue
            }
            if case .empty = entry.value.content {
                found.append(Diagnostic("option '\(entry.key)' has no value", at: entry.keyPlace))
                continue
            }
            do throws(Mistakes) {
                properties[match].property = try properties[match].property.reading(entry.value, in: scope)
                good.insert(entry.key)
            } catch {
                found += error.diagnostics
            }
        }
        var isWhole = true
        for (name, property) in properties where !good.contains(name) {
            let declaration = property.declaration(named: name)
            guard declaration.isRequired else { continue }
            isWhole = false
            if !entries.contains(where: { $0.key == name }) {
                let hint = "\(name): \(declaration.shape.summary). \(declaration.help)"
                found.append(Diagnostic("option '\(name)' is missing", at: node.place, hint: hint))
            }
        }
        return (isWhole, found)
    }

    private func unknown(_ entry: OptionEntry) -> Diagnostic {
        let names = properties.map(\.name)
        let list = names.isEmpty ? "there are no options here" : "known: " + names.joined(separator: ", ")
        let hint = Spelling.suggestion(for: entry.key, among: names) ?? list
        return Diagnostic("unknown option '\(entry.key)'", at: entry.keyPlace, hint: hint)
    }
}
