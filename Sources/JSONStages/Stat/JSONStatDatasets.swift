import StageKit

/// The datasets of a document: itself, those of a bundle by name, or those that a collection holds.
struct JSONStatDatasets {
    struct Entry {
        var node: Int
        /// The name in a bundle.
        var key: String?
        var label: String?
    }

    private let document: JSONDocument
    private var entries: [Entry] = []
    /// Items of collections that are links alone, which are never followed.
    private var links = 0

    init(_ document: JSONDocument) throws(DeliveryFault) {
        self.document = document
        guard document.kind(0) == .object else {
            throw fault("json_stat.no_dataset", "the document is no object", "dokumentet er ikke et objekt")
        }
        collect(0, key: nil, depth: 0)
    }

    /// The dataset that is asked for, or the only one.
    func choose(_ wanted: String?) throws(DeliveryFault) -> Int {
        if let wanted {
            let found =
                entries.first { $0.key == wanted } ?? entries.first { $0.label == wanted }
                ?? Int(wanted).flatMap { entries.indices.contains($0 - 1) ? entries[$0 - 1] : nil }
            if let found { return found.node }
            throw fault(
                "json_stat.dataset",
                "the document has no dataset '\(wanted)'; it has \(list)",
                "dokumentet har intet datasæt '\(wanted)'; det har \(list)"
            )
        }
        guard let first = entries.first else {
            let isLinks = links > 0
            throw fault(
                "json_stat.no_dataset",
                isLinks ? "the document has links to datasets and none itself" : "the document has no dataset",
                isLinks ? "dokumentet henviser til datasæt og har ingen selv" : "dokumentet har intet datasæt",
                hint: isLinks ? "links are not followed: fetch the dataset and read that file" : nil
            )
        }
        guard entries.count == 1 else {
            throw fault(
                "json_stat.dataset",
                "the document has \(entries.count) datasets: \(list)",
                "dokumentet har \(entries.count) datasæt: \(list)",
                hint: "'dataset:' chooses one by its name, label or number"
            )
        }
        return first.node
    }

    private var list: String {
        let names = entries.prefix(10).enumerated().map { index, entry in
            "\(index + 1) '\(entry.key ?? entry.label ?? "")'"
        }
        return names.isEmpty ? "none" : names.joined(separator: ", ") + (entries.count > 10 ? " …" : "")
    }

    private mutating func collect(_ node: Int, key: String?, depth: Int) {
        guard document.kind(node) == .object, depth < 8 else { return }
        let isDataset = document.member("value", of: node) != nil && document.member("dimension", of: node) != nil
        switch document.member("class", of: node).flatMap(document.string) {
        case "dataset" where isDataset || key == nil && depth == 0, nil where isDataset:
            let label = document.member("label", of: node).flatMap(document.string)
            entries.append(Entry(node: node, key: key, label: label))
        case "dataset": links += 1
        case "dimension": return
        case "collection", "bundle":
            collectItems(node, depth: depth)
            if depth == 0 { collectMembers(node, depth: depth) }
        default:
            if depth == 0 {
                collectMembers(node, depth: depth)
            } else if document.member("href", of: node) != nil {
                links += 1
            }
        }
    }

    /// Of a collection: `link.item`, and whatever else its links hold.
    private mutating func collectItems(_ node: Int, depth: Int) {
        guard let link = document.member("link", of: node) else { return }
        for relation in document.members(link) {
            for item in document.members(relation) { collect(item, key: nil, depth: depth + 1) }
        }
    }

    /// Of a bundle: every member that is a dataset.
    private mutating func collectMembers(_ node: Int, depth: Int) {
        for member in document.members(node) {
            let isDataset =
                document.member("value", of: member) != nil && document.member("dimension", of: member) != nil
            guard isDataset else { continue }
            collect(member, key: String(decoding: document.key(member), as: UTF8.self), depth: depth + 1)
        }
    }

    private func fault(_ rule: StaticString, _ en: String, _ da: String, hint: String? = nil) -> DeliveryFault {
        JSONStatFault.at(document.tree.nodes[0].start, in: document, rule, en, da, hint: hint)
    }
}
