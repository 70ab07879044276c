import StageKit

/// How `read.json` or `read.json_lines` is to read a text: where the records are, and the paths of their values.
struct JSONGuess {
    let reader: ReaderGuess

    /// A value of a record.
    private struct Leaf {
        var path: [String]
        var count: Int
    }

    init?(_ encoding: EncodingGuess) {
        let whole = JSONOutline(encoding.text)
        guard let outline = whole ?? JSONOutline(lines: encoding.text) else { return nil }
        var options: [GuessedOption] = []
        var record = 0
        var stage = "read.json"
        var kind = Phrase("JSON", da: "JSON")
        if outline.roots > 1, outline.nodes[0].objects > 1 {
            stage = "read.json_lines"
            kind = Phrase(
                "JSON Lines: \(outline.nodes[0].objects.en) objects side by side",
                da: "JSON Lines: \(outline.nodes[0].objects.da) objekter efter hinanden"
            )
        } else if let array = Self.largestArray(outline) {
            record = array.element
            let evidence = Phrase(
                "an array of \(array.count.en) objects",
                da: "en liste med \(array.count.da) objekter"
            )
            kind = Phrase("JSON: ", da: "JSON: ") + evidence
            if !array.path.isEmpty { options.append(GuessedOption("record", Self.slashes(array.path), evidence)) }
        } else if outline.nodes[0].objects == 1 {
            let evidence = Phrase("one object, and no array of objects in it", da: "ét objekt uden liste af objekter")
            options.append(GuessedOption("single", "true", evidence))
        } else {
            return nil
        }
        var notes: [Phrase] = []
        let leaves = Self.leaves(of: record, outline, notes: &notes)
        guard !leaves.isEmpty else { return nil }
        if outline.badLines > 0 {
            notes.append(
                Phrase(
                    "lines that are no JSON: \(outline.badLines.en)",
                    da: "linjer, som ikke er JSON: \(outline.badLines.da)"
                )
            )
        }
        options.append(Self.fields(leaves))
        if encoding.encoding != .utf8 {
            notes.append(
                Phrase("JSON is read as UTF-8, and this is not", da: "JSON læses som UTF-8, og det er dette ikke")
            )
        }
        reader = ReaderGuess(stage, kind, options: options, notes: notes)
    }

    /// The array with the most objects, of those that keys alone lead to.
    private static func largestArray(_ outline: JSONOutline) -> (path: [String], element: Int, count: Int)? {
        var best: (path: [String], element: Int, count: Int)?
        var open: [(node: Int, path: [String])] = [(0, [])]
        while let (node, path) = open.popLast() {
            if let element = outline.nodes[node].element {
                let count = outline.nodes[element].objects
                if count > best?.count ?? 0 { best = (path, element, count) }
            }
            guard path.count < 12 else { continue }
            for (key, child) in outline.nodes[node].children.reversed() { open.append((child, path + [key])) }
        }
        return best
    }

    /// The values of a record that keys alone lead to, in the order of the file.
    private static func leaves(of record: Int, _ outline: JSONOutline, notes: inout [Phrase]) -> [Leaf] {
        var leaves: [Leaf] = []
        var arrays: [String] = []
        var open: [(node: Int, path: [String])] = [(record, [])]
        while let (node, path) = open.popLast() {
            let here = outline.nodes[node]
            if here.arrays > 0 {
                arrays.append(slashes(path))
            } else if here.scalars > 0, here.objects == 0, !path.isEmpty {
                leaves.append(Leaf(path: path, count: here.scalars))
            }
            guard path.count < 12, here.arrays == 0 else { continue }
            for (key, child) in here.children.reversed() where !key.isEmpty { open.append((child, path + [key])) }
        }
        if !arrays.isEmpty {
            let names = arrays.prefix(8).joined(separator: ", ")
            notes.append(
                Phrase(
                    "not read, since they are arrays: \(names)",
                    da: "læses ikke, fordi de er lister: \(names)"
                )
            )
        }
        return leaves
    }

    private static func fields(_ leaves: [Leaf]) -> GuessedOption {
        if leaves.allSatisfy({ $0.path.count == 1 && slashes($0.path) == $0.path[0] }) {
            return GuessedOption("fields", .list(leaves.map { $0.path[0] }))
        }
        return GuessedOption(
            "fields",
            .pairs(FieldNames.names(leaves.map(\.path)).enumerated().map { ($1, slashes(leaves[$0].path)) })
        )
    }

    private static func slashes(_ path: [String]) -> String {
        path.map { key in
            key.map { $0 == "/" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        }.joined(separator: "/")
    }
}
