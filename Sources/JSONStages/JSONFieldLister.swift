/// Lists the fields of a record, so that somebody can begin without knowing them.
enum JSONFieldLister {
    /// The paths of the values of a record in its own order; objects are gone into, arrays are not, but for
    /// one that is exploded.
    static func fields(
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: Int,
        options: JSONRecordParser.Options = .init()
    ) throws(JSONFault) -> [JSONPath] {
        var parser = JSONRecordParser(paths: [], options: options)
        _ = try parser.parse(bytes, from: start, to: end)
        guard options.explosion == nil || parser.elementCount > 0 else { return [] }
        let tree = parser.tree
        var keys = [[Int32]](repeating: [], count: tree.nodes.count)
        for (number, entry) in tree.entries.enumerated()
        where entry.isElement || tree.nodes[Int(entry.parent)].otherPlaces != Int32(number) {
            keys[Int(entry.parent)].append(Int32(number))
        }
        if let explosion = options.explosion { sort(&keys, alongTheWay: explosion.path, tree) }
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

    /// Entries on the way to an array that is exploded were made before the record was read: they go where they stood.
    private static func sort(_ keys: inout [[Int32]], alongTheWay path: JSONPath, _ tree: JSONFieldTree) {
        var node: Int32 = 0
        for _ in path.components {
            let way = keys[Int(node)].first { tree.entries[Int($0)].isOnTheWay }
            var entry = tree.nodes[Int(node)].first
            var order: [Int32] = []
            while entry >= 0, order.count < keys[Int(node)].count {
                order.append(entry)
                entry = tree.entries[Int(entry)].next
            }
            if order.count == keys[Int(node)].count { keys[Int(node)] = order }
            guard let way, tree.entries[Int(way)].child >= 0 else { return }
            node = tree.entries[Int(way)].child
        }
    }
}
