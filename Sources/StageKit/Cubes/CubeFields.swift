/// The fields that a reader of cubes takes: a list of dimensions, or a map of names to dimensions.
///
/// `[Tid, område, value]` names each field as its dimension; `{ navn: område/label }` gives it a name of its own, and
/// `/code`, `/label` or `/parent` behind a dimension says what to take.
public struct CubeFields: OptionValue {
    package struct Entry: Sendable {
        package var name: String
        /// As written.
        package var source: String
        package var place: SourcePlace
    }

    package let entries: [Entry]

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
                hint: "write a list such as [Tid, value], or a map such as { navn: område/label }"
            )
        }
        var entries: [Entry] = []
        var found: [Diagnostic] = []
        var names: Set<String> = []
        for (name, value) in written {
            guard let text = value.text, !text.isEmpty else {
                found.append(Diagnostic("expected the name of a dimension, found \(value.kind)", at: value.place))
                continue
            }
            if !names.insert(name ?? text).inserted {
                found.append(Diagnostic("field '\(name ?? text)' is listed twice", at: value.place))
            }
            entries.append(Entry(name: name ?? text, source: text, place: value.place))
        }
        if written.isEmpty { found.append(Diagnostic("no fields are listed", at: node.place)) }
        if !found.isEmpty { throw Mistakes(found) }
        self.entries = entries
    }
}
