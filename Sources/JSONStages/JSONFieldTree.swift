import ByteKernels

/// The keys that records have, as a tree: those that are wanted from the start, and those met since.
///
/// A record mostly repeats the keys of the one before. So each entry remembers which one followed it, and a key that is
/// guessed that way costs one comparison; only a wrong guess costs a look into the table. A node is never open
/// twice at a time, so an object needs one number of its own to see that a key is repeated.
struct JSONFieldTree: Sendable {
    /// A key of an object, or a place in an array.
    struct Entry: Sendable {
        /// Where the key starts in `keys`; a quote follows it there.
        var keyStart: Int
        var keyCount: Int
        /// The node that this is a key of.
        var parent: Int32
        /// The node of the value, when it is an object or array; -1 until one is met.
        var child: Int32 = -1
        /// The column of the value, or -1.
        var column: Int32 = -1
        /// The entry that came after this one last time, or -1.
        var next: Int32 = -1
        /// The place in an array that the key would be; -1 for none.
        var index: Int32 = -1
        /// Whether the key reads the same in the file as here, so that bytes may be compared.
        var isPlain: Bool
        /// Whether a column asks for it, for something inside it, or for something around it.
        var isWanted = false
        /// Whether a column asks for something inside it, so that a plain value here is one nobody asks for.
        var isOnTheWay = false
        /// Whether the elements of its array are to become records.
        var isExploded = false
        /// Whether it stands for each of those elements.
        var isElement = false
        /// The object in which the key was met last.
        var lastObject: UInt64 = 0
    }

    struct Node: Sendable {
        /// The entry of the value that this node is, or -1 for a record.
        var owner: Int32
        /// The entry that came first last time, or -1.
        var first: Int32 = -1
        /// Stands for all places of an array that are not wanted; -1 until it is needed.
        var otherPlaces: Int32 = -1
        /// Places from here on are not wanted.
        var placesEnd = 0
        /// Whether what stands here is wanted as a whole, or unknown as a whole: then keys inside are no news.
        var coversAll: Bool
    }

    private(set) var entries: [Entry] = []
    private(set) var nodes: [Node] = []
    private(set) var keys: [UInt8] = []
    /// Entry numbers by hash, -1 where free; its size is a power of two and at least twice that of `entries`.
    private var table: [Int32] = []
    private var scratch: [UInt8] = []

    /// Builds the tree of the wanted paths; column numbers are their places in `paths`.
    ///
    /// All elements of an array that is exploded are one entry: the fields in them are paths below the array.
    init(paths: [JSONPath], exploding exploded: JSONPath? = nil) {
        table = [Int32](repeating: -1, count: 64)
        nodes = [Node(owner: -1, coversAll: paths.isEmpty)]
        if let exploded { explode(exploded) }
        for (column, path) in paths.enumerated() {
            var node: Int32 = 0
            let components = path.components.isEmpty ? [[]] : path.components
            for (depth, component) in components.enumerated() {
                var entry = want(component, in: node)
                let isLast = depth == components.count - 1
                if entries[Int(entry)].isExploded {
                    entry = nodes[Int(child(of: entry))].otherPlaces
                    entries[Int(entry)].isWanted = true
                }
                if isLast {
                    if entries[Int(entry)].column < 0 { entries[Int(entry)].column = Int32(column) }
                } else {
                    entries[Int(entry)].isOnTheWay = true
                    node = child(of: entry)
                }
            }
        }
        cover()
    }

    /// Makes the entry of a component on the way to something that is wanted.
    private mutating func want(_ component: [UInt8], in node: Int32) -> Int32 {
        let entry = findOrAdd(component.span, 0, component.count, in: node)
        entries[Int(entry)].isWanted = true
        if let index = JSONPath.index(component) {
            entries[Int(entry)].index = Int32(index)
            nodes[Int(node)].placesEnd = max(nodes[Int(node)].placesEnd, index + 1)
        }
        return entry
    }

    /// Makes the way to the array whose elements become records, and the entry for those.
    private mutating func explode(_ path: JSONPath) {
        var node: Int32 = 0
        var entry: Int32 = -1
        for component in path.components {
            entry = want(component, in: node)
            entries[Int(entry)].isOnTheWay = true
            node = child(of: entry)
        }
        guard entry >= 0 else { return }
        entries[Int(entry)].isExploded = true
        let element = append(keyStart: keys.count, keyCount: 0, isPlain: false, in: node)
        entries[Int(element)].isElement = true
        entries[Int(element)].isWanted = true
        nodes[Int(node)].otherPlaces = element
    }

    /// Marks what lies inside a field that is wanted as a whole; parents stand before their children.
    private mutating func cover() {
        for number in nodes.indices.dropFirst() {
            let owner = entries[Int(nodes[number].owner)]
            nodes[number].coversAll = owner.column >= 0 || isCovered(owner.parent)
        }
        for number in entries.indices where isCovered(entries[number].parent) && !entries[number].isExploded {
            entries[number].isOnTheWay = false
        }
    }

    /// The node of the value of `entry`.
    mutating func child(of entry: Int32) -> Int32 {
        let known = entries[Int(entry)]
        if known.child >= 0 { return known.child }
        let node = Int32(nodes.count)
        nodes.append(Node(owner: entry, coversAll: known.column >= 0 || !known.isWanted || isCovered(known.parent)))
        entries[Int(entry)].child = node
        return node
    }

    private func isCovered(_ node: Int32) -> Bool {
        nodes[Int(node)].coversAll
    }

    /// Makes the guess after `previous` (-1 at the start of an object or array) come out right next time.
    mutating func learn(_ entry: Int32, after previous: Int32, in node: Int32) {
        if previous < 0 {
            nodes[Int(node)].first = entry
        } else {
            entries[Int(previous)].next = entry
        }
    }

    /// Notes that the key of `entry` is in `object`; false if it was there already.
    @inline(__always)
    mutating func mark(_ entry: Int32, object: UInt64) -> Bool {
        let isNew = entries[Int(entry)].lastObject != object
        entries[Int(entry)].lastObject = object
        return isNew
    }

    /// The entry of the key between the quotes, which has been checked.
    mutating func find(_ bytes: Span<UInt8>, _ range: Range<Int>, hasEscapes: Bool, in node: Int32) -> Int32 {
        guard hasEscapes else { return findOrAdd(bytes, range.lowerBound, range.count, in: node) }
        var text = [UInt8](repeating: 0, count: range.count)
        var target = text.mutableSpan
        let count = JSONContent.unescape(bytes, range, into: &target, at: 0)
        return findOrAdd(text.span, 0, count, in: node)
    }

    /// The entry of a place in an array: its own if that is wanted, else the one for all others.
    mutating func place(_ index: Int, in node: Int32) -> Int32 {
        if index < nodes[Int(node)].placesEnd {
            let digits = Array(String(index).utf8)
            if let entry = lookUp(digits.span, 0, digits.count, in: node).entry { return entry }
        }
        if nodes[Int(node)].otherPlaces < 0 {
            // Its key is never looked up: it is in no table.
            nodes[Int(node)].otherPlaces = append(keyStart: keys.count, keyCount: 0, isPlain: false, in: node)
        }
        return nodes[Int(node)].otherPlaces
    }

    /// The path of an entry; `place` is that of one that stands for many.
    func path(of entry: Int32, place: Int) -> JSONPath {
        var components: [[UInt8]] = []
        var entry = entry
        while entry >= 0 {
            let known = entries[Int(entry)]
            let isPlace = nodes[Int(known.parent)].otherPlaces == entry
            let end = known.keyStart + known.keyCount
            // The paths in elements that are exploded go on below the array.
            if !known.isElement {
                components.append(isPlace ? Array(String(place).utf8) : Array(keys[known.keyStart..<end]))
            }
            entry = nodes[Int(known.parent)].owner
        }
        return JSONPath(components: components.reversed())
    }

    private mutating func findOrAdd(_ bytes: Span<UInt8>, _ start: Int, _ count: Int, in node: Int32) -> Int32 {
        let (found, slot) = lookUp(bytes, start, count, in: node)
        if let found { return found }
        let keyStart = keys.count
        var isPlain = true
        for place in start..<start + count {
            let byte = bytes[place]
            keys.append(byte)
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { isPlain = false }
        }
        keys.append(UInt8(ascii: "\""))
        let entry = append(keyStart: keyStart, keyCount: count, isPlain: isPlain, in: node)
        table[slot] = entry
        if entries.count * 2 > table.count { growTable() }
        return entry
    }

    private mutating func append(keyStart: Int, keyCount: Int, isPlain: Bool, in node: Int32) -> Int32 {
        entries.append(Entry(keyStart: keyStart, keyCount: keyCount, parent: node, isPlain: isPlain))
        if nodes[Int(node)].coversAll { entries[entries.count - 1].isWanted = true }
        return Int32(entries.count - 1)
    }

    private func lookUp(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ count: Int,
        in node: Int32
    ) -> (entry: Int32?, slot: Int) {
        let mask = table.count - 1
        var slot = JSONBytes.hash(bytes, from: start, count: count, salt: Int(node)) & mask
        while table[slot] >= 0 {
            let entry = entries[Int(table[slot])]
            if entry.parent == node, entry.keyCount == count,
                JSONBytes.same(keys.span, at: entry.keyStart, bytes, at: start, count: count)
            {
                return (table[slot], slot)
            }
            slot = (slot + 1) & mask
        }
        return (nil, slot)
    }

    private mutating func growTable() {
        let old = table.filter { $0 >= 0 }
        table = [Int32](repeating: -1, count: table.count * 2)
        for number in old {
            let entry = entries[Int(number)]
            let slot = lookUp(keys.span, entry.keyStart, entry.keyCount, in: entry.parent).slot
            table[slot] = number
        }
    }
}
