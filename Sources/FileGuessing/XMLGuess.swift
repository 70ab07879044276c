/// How `read.xml` is to read a text: the element that is a record, and the paths of its values.
struct XMLGuess {
    let reader: ReaderGuess

    private static let mostFields = 200

    init?(_ text: [UInt8]) {
        guard let outline = XMLOutline(text) else { return nil }
        let twins = Self.twins(outline)
        var best: (nodes: [Int], score: Int)?
        for node in outline.nodes.indices where outline.nodes[node].parent >= 0 {
            let alike = twins[outline.nodes[node].name] ?? [node]
            guard alike.first == node || alike.count == 1 else { continue }
            let count = alike.reduce(0) { $0 + outline.nodes[$1].count }
            let leaves = Self.leaves(of: alike, outline).paths.count
            // What is there once is no record, unless nothing repeats; of two that tell as much the inner one.
            let score = count * min(leaves, 60) * (count > 1 ? 4 : 1)
            if leaves > 0, score >= best?.score ?? 0 { best = (alike, score) }
        }
        guard let nodes = best?.nodes, let record = nodes.first else { return nil }
        let isNested = nodes.count > 1
        let found = Self.leaves(of: nodes, outline)
        let count = nodes.reduce(0) { $0 + outline.nodes[$1].count }
        let path = isNested ? "//" + outline.nodes[record].name : outline.path(record).joined(separator: "/")
        let evidence = Phrase(
            "such elements: \(count.en), with \(found.paths.count) different values in and below them",
            da: "sådanne elementer: \(count.da) med \(found.paths.count) forskellige værdier i og under sig"
        )
        let paths = Array(found.paths.prefix(Self.mostFields))
        let names = FieldNames.names(paths.map { path in path.map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 } })
        var options = [
            GuessedOption("record", path, evidence),
            GuessedOption("fields", .pairs(zip(names, paths).map { ($0, $1.joined(separator: "/")) })),
        ]
        if outline.hasDoctype {
            options.append(
                GuessedOption("doctype", "allow", Phrase("the file has a DOCTYPE", da: "filen har en DOCTYPE"))
            )
        }
        var notes: [Phrase] = []
        if !found.repeated.isEmpty {
            let list = found.repeated.prefix(8).joined(separator: ", ")
            notes.append(
                Phrase(
                    "not read, since a record has several: \(list); 'repeated: join' would join them",
                    da: "læses ikke, fordi en post har flere: \(list); 'repeated: join' ville samle dem"
                )
            )
        }
        let outer = Self.outerAttributes(record, outline)
        if !outer.isEmpty {
            notes.append(
                Phrase(
                    "stands around the records and can be a field too: \(outer.joined(separator: ", "))",
                    da: "står uden om posterne og kan også være felter: \(outer.joined(separator: ", "))"
                )
            )
        }
        reader = ReaderGuess(
            "read.xml",
            Phrase("XML: the records are \(path)", da: "XML: posterne er \(path)"),
            options: options,
            notes: notes
        )
    }

    private static func twins(_ outline: XMLOutline) -> [String: [Int]] {
        var twins: [String: [Int]] = [:]
        for node in outline.nodes.indices { twins[outline.nodes[node].name, default: []].append(node) }
        return twins
    }

    /// The paths of the values of a record, as far as a record has one of each.
    private static func leaves(of records: [Int], _ outline: XMLOutline) -> (paths: [[String]], repeated: [String]) {
        var paths: [[String]] = []
        var seen: Set<[String]> = []
        var repeated: [String] = []
        let names = Set(records.map { outline.nodes[$0].name })
        func add(_ path: [String]) {
            if seen.insert(path).inserted { paths.append(path) }
        }
        for record in records {
            var open: [(node: Int, path: [String])] = [(record, [])]
            while let (number, path) = open.popLast() {
                let node = outline.nodes[number]
                for attribute in node.attributes { add(path + ["@" + attribute.name]) }
                if !path.isEmpty, node.children.isEmpty, node.texts > 0 || node.attributes.isEmpty { add(path) }
                if path.isEmpty, node.children.isEmpty, node.texts > 0 { add(["."]) }
                guard path.count < 8 else { continue }
                for child in node.children.reversed() where !names.contains(outline.nodes[child].name) {
                    let next = path + [outline.nodes[child].name]
                    if outline.nodes[child].mostInParent > 1 {
                        let text = next.joined(separator: "/")
                        if !repeated.contains(text) { repeated.append(text) }
                    } else {
                        open.append((child, next))
                    }
                }
            }
        }
        return (paths, repeated)
    }

    /// Attributes of the elements around a record, as paths.
    private static func outerAttributes(_ record: Int, _ outline: XMLOutline) -> [String] {
        var found: [String] = []
        var up = "../"
        var node = outline.nodes[record].parent
        while node >= 0, found.count < 6 {
            found += outline.nodes[node].attributes.map { up + "@" + $0.name }
            up += "../"
            node = outline.nodes[node].parent
        }
        return Array(found.prefix(6))
    }
}
