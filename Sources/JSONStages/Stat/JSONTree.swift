import ByteKernels

/// A whole JSON document, strictly checked but for some arrays: where its values are. The values stay in the document's bytes.
///
/// Arrays of plain values, which are the long ones, are one node; what has members has a node for each. Those that hold
/// the cells of a table are not even read: that is for workers.
struct JSONTree: Sendable {
    enum Kind: UInt8, Sendable {
        case object
        case array
        /// An array of nothing but strings, numbers and literals.
        case plainArray
        case string
        case number
        case boolean
        case null
    }

    struct Node: Sendable {
        var kind: Kind
        /// Whether an array was passed by its commas alone, so that its elements are still to be checked.
        var isUnread = false
        /// Whether a string, or the key, has escapes.
        var hasEscapes = false
        var keyHasEscapes = false
        /// Where the value is; a string without its quotes.
        var start: UInt32
        var end: UInt32
        /// Where the key is, without its quotes.
        var keyStart: UInt32 = 0
        var keyEnd: UInt32 = 0
        /// The number of members or elements.
        var count: UInt32 = 0
        /// The node after this one and all inside it.
        var next: UInt32 = 0
    }

    private(set) var nodes: [Node] = []
    private let depthLimit: Int
    /// The keys of members whose arrays are not read.
    private static let unreadKeys = ["value", "status"].map { Array($0.utf8) }

    /// - Parameter bytes: the document up to `end`, and those that kernels may read behind it.
    /// - Throws: `JSONFault` at the first byte that is not as it should be.
    init(_ bytes: Span<UInt8>, from start: Int, to end: Int, depthLimit: Int) throws(JSONFault) {
        self.depthLimit = depthLimit
        do throws(JSONFault) {
            try read(bytes, from: start, to: end)
        } catch {
            try check(bytes, but: [])
            throw error
        }
    }

    private mutating func read(_ bytes: Span<UInt8>, from start: Int, to end: Int) throws(JSONFault) {
        var position = start
        JSONTokens.skipSpace(bytes, &position, end)
        try value(bytes, &position, end, depth: 0)
        JSONTokens.skipSpace(bytes, &position, end)
        guard position == end else { throw JSONFault(.trailing, at: position) }
    }

    /// Checks the arrays that were not read, but for those that others check.
    func check(_ bytes: Span<UInt8>, but others: Set<Int>) throws(JSONFault) {
        for (index, node) in nodes.enumerated() where node.isUnread && !others.contains(index) {
            var elements = JSONElements(from: Int(node.start) + 1, to: Int(node.end) - 1)
            while try elements.next(bytes) != nil {}
        }
    }

    private mutating func value(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int,
        depth: Int,
        mayStayUnread: Bool = false
    ) throws(JSONFault) {
        guard position < end else { throw JSONFault(.incomplete, at: end) }
        let byte = bytes[position]
        guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else {
            let node = try Self.plain(bytes, &position, end)
            nodes.append(node)
            nodes[nodes.count - 1].next = UInt32(truncatingIfNeeded: nodes.count)
            return
        }
        guard depth < depthLimit else { throw JSONFault(.depth, at: position, limit: depthLimit) }
        let index = nodes.count
        nodes.append(Node(kind: byte == UInt8(ascii: "{") ? .object : .plainArray, start: Self.place(position), end: 0))
        if byte == UInt8(ascii: "{") {
            try members(bytes, &position, end, of: index, depth: depth)
        } else if !mayStayUnread || !pass(bytes, &position, end, of: index) {
            try elements(bytes, &position, end, of: index, depth: depth)
        }
        nodes[index].end = Self.place(position)
        nodes[index].next = UInt32(truncatingIfNeeded: nodes.count)
    }

    private mutating func members(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int,
        of index: Int,
        depth: Int
    ) throws(JSONFault) {
        position += 1
        JSONTokens.skipSpace(bytes, &position, end)
        if position < end, bytes[position] == UInt8(ascii: "}") {
            position += 1
            return
        }
        while true {
            guard position < end else { throw JSONFault(.incomplete, at: end) }
            guard bytes[position] == UInt8(ascii: "\"") else { throw JSONFault(.syntax, at: position) }
            position += 1
            let keyStart = position
            let keyHasEscapes = try JSONTokens.string(bytes, &position, end)
            let keyEnd = position - 1
            JSONTokens.skipSpace(bytes, &position, end)
            guard position < end else { throw JSONFault(.incomplete, at: end) }
            guard bytes[position] == UInt8(ascii: ":") else { throw JSONFault(.syntax, at: position) }
            position += 1
            JSONTokens.skipSpace(bytes, &position, end)
            let member = nodes.count
            let isUnread = Self.unreadKeys.contains { key in
                key.count == keyEnd - keyStart && key.indices.allSatisfy { bytes[keyStart + $0] == key[$0] }
            }
            try value(bytes, &position, end, depth: depth + 1, mayStayUnread: isUnread)
            nodes[member].keyStart = Self.place(keyStart)
            nodes[member].keyEnd = Self.place(keyEnd)
            nodes[member].keyHasEscapes = keyHasEscapes
            nodes[index].count += 1
            guard try goesOn(bytes, &position, end, close: UInt8(ascii: "}")) else { break }
        }
        try refuseTwins(bytes, in: index)
    }

    /// Passes an array of several plain values by its commas.
    /// - Returns: false when it is none, with `position` where it was.
    private mutating func pass(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, of index: Int) -> Bool {
        let found = CellPass.elements(in: bytes, from: position + 1, to: end, most: Int(UInt32.max))
        guard found.count > 1, bytes[found.end] == UInt8(ascii: "]") else { return false }
        nodes[index].count = UInt32(truncatingIfNeeded: found.count)
        nodes[index].isUnread = true
        position = found.end + 1
        return true
    }

    private mutating func elements(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int,
        of index: Int,
        depth: Int
    ) throws(JSONFault) {
        let start = position + 1
        position = start
        JSONTokens.skipSpace(bytes, &position, end)
        if position < end, bytes[position] == UInt8(ascii: "]") {
            position += 1
            return
        }
        var isPlain = true
        while true {
            guard position < end else { throw JSONFault(.incomplete, at: end) }
            if isPlain, bytes[position] == UInt8(ascii: "{") || bytes[position] == UInt8(ascii: "[") {
                // Not one of the long ones: its elements get nodes, those before this one too.
                isPlain = false
                nodes[index].kind = .array
                nodes[index].count = 0
                position = start
                JSONTokens.skipSpace(bytes, &position, end)
            }
            if isPlain {
                _ = try Self.plain(bytes, &position, end)
            } else {
                try value(bytes, &position, end, depth: depth + 1)
            }
            nodes[index].count += 1
            guard try goesOn(bytes, &position, end, close: UInt8(ascii: "]")) else { return }
        }
    }

    /// Passes the comma before the next member, or the bracket that ends them.
    @inline(__always)
    private func goesOn(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int,
        close: UInt8
    ) throws(JSONFault) -> Bool {
        JSONTokens.skipSpace(bytes, &position, end)
        guard position < end else { throw JSONFault(.incomplete, at: end) }
        let byte = bytes[position]
        guard byte == UInt8(ascii: ",") || byte == close else { throw JSONFault(.syntax, at: position) }
        position += 1
        guard byte != close else { return false }
        JSONTokens.skipSpace(bytes, &position, end)
        return true
    }

    /// Passes a value that is neither object nor array.
    @inline(__always)
    static func plain(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) throws(JSONFault) -> Node {
        let start = position
        switch bytes[start] {
        case UInt8(ascii: "\""):
            position += 1
            let hasEscapes = try JSONTokens.string(bytes, &position, end)
            return Node(kind: .string, hasEscapes: hasEscapes, start: place(start + 1), end: place(position - 1))
        case UInt8(ascii: "-"), 0x30...0x39:
            try JSONTokens.number(bytes, &position, end)
            return Node(kind: .number, start: place(start), end: place(position))
        default:
            try JSONTokens.literal(bytes, &position, end)
            return Node(
                kind: bytes[start] == UInt8(ascii: "n") ? .null : .boolean,
                start: place(start),
                end: place(position)
            )
        }
    }

    /// Documents are shorter than 4 GiB.
    @inline(__always)
    private static func place(_ position: Int) -> UInt32 { UInt32(truncatingIfNeeded: position) }
}
