public import StageKit

/// The fields that a reader of SDMX takes: a list of concepts, or a map of names to concepts.
public struct SDMXFields: OptionValue {
    struct Entry: Sendable {
        var name: String
        var concept: String
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
                hint: "write a list such as [REF_AREA, TIME_PERIOD, OBS_VALUE], or a map such as { aar: TIME_PERIOD }"
            )
        }
        var entries: [Entry] = []
        var found: [Diagnostic] = []
        if written.isEmpty { found.append(Diagnostic("no fields are listed", at: node.place)) }
        for (name, value) in written {
            guard let concept = value.text, !concept.isEmpty, name?.isEmpty != true else {
                found.append(Diagnostic("expected the name of a concept, found \(value.kind)", at: value.place))
                continue
            }
            let name = name ?? concept
            if entries.contains(where: { $0.name == name }) {
                found.append(Diagnostic("field '\(name)' is listed twice", at: value.place))
            } else if let other = entries.first(where: { $0.concept == concept }) {
                found.append(
                    Diagnostic("fields '\(other.name)' and '\(name)' take the same concept", at: value.place)
                )
            }
            entries.append(Entry(name: name, concept: concept, place: value.place))
        }
        if !found.isEmpty { throw Mistakes(found) }
        self.entries = entries
    }
}
