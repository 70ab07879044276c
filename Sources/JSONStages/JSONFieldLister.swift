/// Lists the fields of a record, so that somebody can begin without knowing them.
enum JSONFieldLister {
    /// The paths of the values of a record in its own order; objects are gone into, arrays are not.
    static func fields(
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: Int,
        options: JSONRecordParser.Options = .init()
    ) throws(JSONFault) -> [JSONPath] {
        var parser = JSONRecordParser(paths: [], options: options)
        _ = try parser.parse(bytes, from: start, to: end)
        let tree = parser.tree
        var keys = [[Int32]](repeating: [], count: tree.nodes.count)
        for (number, entry) in tree.entries.enumerated()
        where tree.nodes[Int(entry.parent)].otherPlaces != Int32(number) {
            keys[Int(entry.parent)].append(Int32(number))
        }
        var fields: [JSONPath] = []
        // Those still to be listed, the next one last; depth is no matter of the call stack here.
        var waiting = Array(keys[0].reversed())
        while let number = waiting.popLast() {
            let entry = tree.entries[Int(number)]
            if entry.child >= 0, !keys[Int(entry.child)].isEmpty {
                waiting.append(contentsOf: keys[Int(entry.child)].reversed())
            } else {
                fields.append(tree.path(of: number, place: 0))
            }
        }
        return fields
    }
}
