/// The fields that a reader takes: a list of where they come from, or a map of their names to that.
///
/// `[aar, gruppe/kommune]` names each field as its source; `{ kommune: gruppe/kommune }` gives it a name of its own.
public struct FieldList<Source: FieldSource>: OptionValue {
    /// A field.
    public struct Entry: Sendable {
        /// What the field is called.
        public var name: String
        /// Where it comes from.
        public var source: Source
    }

    /// In the order written; no name twice.
    public let entries: [Entry]

    public static var shape: OptionShape { .either([.list(.text), .map(.text)]) }
    public var optionText: String? { nil }

    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        let written: [(name: String?, value: OptionNode)]
        switch node.content {
        case .list(let nodes): written = nodes.map { (nil, $0) }
        case .map(let entries): written = entries.map { ($0.key, $0.value) }
        default:
            throw Mistakes(
                "expected fields, found \(node.kind)",
                at: node.place,
                hint: "write a list such as \(Source.listExample), or a map such as \(Source.mapExample)"
            )
        }
        var entries: [Entry] = []
        var found: [Diagnostic] = []
        if written.isEmpty { found.append(Diagnostic("no fields are listed", at: node.place)) }
        for (name, value) in written {
            do throws(Mistakes) {
                let source = try Source(option: value, in: scope)
                entries.append(Entry(name: name ?? source.text, source: source))
            } catch {
                found += error.diagnostics
            }
        }
        found += Self.clashes(entries)
        if !found.isEmpty { throw Mistakes(found) }
        self.entries = entries
    }

    /// A field needs a name of its own, and where no two may be alike a source of its own too.
    private static func clashes(_ entries: [Entry]) -> [Diagnostic] {
        var names: Set<String> = []
        var owners: [String: String] = [:]
        var found: [Diagnostic] = []
        for entry in entries {
            if entry.name.isEmpty {
                found.append(Diagnostic("a field has no name", at: entry.source.place))
            } else if !names.insert(entry.name).inserted {
                found.append(Diagnostic("field '\(entry.name)' is listed twice", at: entry.source.place))
            } else if let what = Source.unsharedName {
                if let other = owners[entry.source.identity] {
                    let message = "fields '\(other)' and '\(entry.name)' take the same \(what)"
                    found.append(Diagnostic(message, at: entry.source.place))
                } else {
                    owners[entry.source.identity] = entry.name
                }
            }
        }
        return found
    }
}
