public import StageKit

/// The fields that a reader of JSON takes: a list of paths, or a map of names to paths.
///
/// `[aar, gruppe/kommune]` names each field as its path; `{ kommune: gruppe/kommune }` gives it a name of its own.
public struct JSONFields: OptionValue {
    struct Entry: Sendable {
        var name: String
        /// The path as written.
        var written: String
        var path: JSONPath
        var place: SourcePlace
    }

    let entries: [Entry]

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
                hint: "write a list such as [aar, kommune], or a map such as { kommune: gruppe/kommune }"
            )
        }
        var entries: [Entry] = []
        var found: [Diagnostic] = []
        for (name, value) in written {
            guard let text = value.text, let path = JSONPath(slashes: text) else {
                found.append(
                    Diagnostic(
                        "expected the path of a value, found \(value.kind)",
                        at: value.place,
                        hint: "write keys with / between them, such as gruppe/kommune"
                    )
                )
                continue
            }
            entries.append(Entry(name: name ?? text, written: text, path: path, place: value.place))
        }
        if written.isEmpty { found.append(Diagnostic("no fields are listed", at: node.place)) }
        found += Self.twins(entries)
        if !found.isEmpty { throw Mistakes(found) }
        self.entries = entries
    }

    /// Two fields cannot have one name, nor take the same value.
    private static func twins(_ entries: [Entry]) -> [Diagnostic] {
        var names: Set<String> = []
        var paths: [JSONPath: String] = [:]
        var found: [Diagnostic] = []
        for entry in entries {
            if !names.insert(entry.name).inserted {
                found.append(Diagnostic("field '\(entry.name)' is listed twice", at: entry.place))
            } else if let other = paths.updateValue(entry.name, forKey: entry.path) {
                found.append(
                    Diagnostic("fields '\(other)' and '\(entry.name)' take the same value", at: entry.place)
                )
            }
        }
        return found
    }
}
