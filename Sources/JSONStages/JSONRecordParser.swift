import ByteKernels

/// Parses records strictly by RFC 8259 and keeps where the values of the wanted columns lie.
///
/// A parser belongs to one task and learns from each record how the next one will look. It does not recurse.
struct JSONRecordParser: Sendable {
    struct Options: Sendable {
        /// How many brackets may be open at once, with those of the record itself.
        var depthLimit = 128
        /// What an object or array in a wanted field becomes.
        var nested = JSONNested.text
        /// What stands between values that are joined.
        var separator: [UInt8] = []
        /// The array whose elements become rows.
        var explosion: JSONExplosion?
        /// Whether anything but an object is allowed as a record, as a document has it.
        var allowsAnyRecord = false
    }

    /// A bracket that is open.
    private struct Frame {
        var node: Int32
        /// The entry of the last key or place, -1 before the first.
        var previous: Int32 = -1
        var isObject: Bool
        /// The place in an array.
        var index = 0
        /// Tells this object from all others of the same kind.
        var object: UInt64
        /// The column that asks for the whole, or -1, and where that starts.
        var column: Int32
        var start: Int
        /// Whether its elements become rows.
        var isExploded = false
        /// Whether its elements become one text.
        var isJoined = false
    }

    /// The tree forgets what it has learnt when it grows beyond this: some files have data as keys.
    private static let entryLimit = 16_384
    private static let keyBytesLimit = 1 << 20

    let columnCount: Int
    let options: Options
    private let allowsArrays: Bool
    private let wanted: JSONFieldTree
    private(set) var tree: JSONFieldTree
    private var stack: [Frame] = []
    /// How many objects and arrays were taken as their text.
    private(set) var nestedTexts = 0
    /// How many arrays were taken as their values, joined.
    private(set) var joinedArrays = 0
    private(set) var slots: [JSONSlot]
    private(set) var record: UInt64 = 0
    private var object: UInt64 = 0
    private var newField: (entry: Int32, place: Int, offset: Int)?
    /// The columns of values in the elements of the array that is exploded.
    private let elementColumns: [Int]
    /// The values of those columns, element by element.
    private var elements: [JSONSlot] = []
    /// How many elements the record parsed last has in the array that is exploded.
    private(set) var elementCount = 0
    /// How many wanted fields may hold the same byte.
    private let overlap: Int
    /// The bytes of separators between values that are joined.
    private var separatorBytes = 0

    /// Makes a parser for the columns at these paths, which must differ; without any it checks and learns only.
    ///
    /// A record may be an array if a path begins with a place in one.
    init(paths: [JSONPath], options: Options = Options()) {
        self.options = options
        columnCount = paths.count
        wanted = JSONFieldTree(paths: paths, exploding: options.explosion?.path)
        tree = wanted
        slots = [JSONSlot](repeating: JSONSlot(), count: paths.count)
        let ways = paths + (options.explosion.map { [$0.path] } ?? [])
        allowsArrays = ways.contains { $0.components.first.flatMap(JSONPath.index) != nil }
        elementColumns = paths.indices.filter { options.explosion?.holds(paths[$0]) == true }
        overlap = Self.overlap(of: paths)
    }

    /// The most fields that lie inside each other.
    private static func overlap(of paths: [JSONPath]) -> Int {
        let all = Set(paths)
        let counts = paths.map { path in
            (1...max(1, path.components.count)).count { length in
                all.contains(JSONPath(components: Array(path.components.prefix(length))))
            }
        }
        return max(1, counts.max() ?? 1)
    }

    /// The most bytes that the values of the record parsed last take in a row, and those between them.
    func rowLimit(recordCount: Int) -> Int { recordCount * overlap + columnCount + separatorBytes }

    /// The first field of the record parsed last that no column asks for, and its place.
    var unknownField: JSONUnknownField? {
        newField.map { JSONUnknownField(path: tree.path(of: $0.entry, place: $0.place), offset: $0.offset) }
    }

    /// Whether `unknownField` has one, without the cost of naming it.
    var hasUnknownField: Bool { newField != nil }

    /// Parses the value that starts at `start`, which is no white space, and returns the place after it.
    mutating func parse(_ bytes: Span<UInt8>, from start: Int, to end: Int) throws(JSONFault) -> Int {
        newField = nil
        record &+= 1
        elements.removeAll(keepingCapacity: true)
        elementCount = 0
        separatorBytes = 0
        stack.removeAll(keepingCapacity: true)
        if tree.entries.count > Self.entryLimit || tree.keys.count > Self.keyBytesLimit,
            wanted.entries.count < tree.entries.count
        {
            // Numbers of objects only grow, so the marks in the first tree are older than any to come.
            tree = wanted
        }
        guard start < end else { throw JSONFault(.incomplete, at: end) }
        let isObject = bytes[start] == UInt8(ascii: "{")
        let isArray = bytes[start] == UInt8(ascii: "[")
        let next = isObject || isArray ? try parseContainer(bytes, start, end) : try scalarEnd(bytes, start, end)
        // A fault of the grammar comes before this one.
        guard isObject || isArray && allowsArrays || options.allowsAnyRecord else {
            throw JSONFault(.record, at: start)
        }
        return next
    }

    private func scalarEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(JSONFault) -> Int {
        var position = start
        switch bytes[start] {
        case UInt8(ascii: "\""):
            position += 1
            _ = try JSONTokens.string(bytes, &position, end)
        case UInt8(ascii: "-"), 0x30...0x39:
            try JSONTokens.number(bytes, &position, end)
        default:
            try JSONTokens.literal(bytes, &position, end)
        }
        return position
    }

    private mutating func parseContainer(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ end: Int
    ) throws(JSONFault) -> Int {
        var position = start
        var top = frame(bytes[start], node: 0, column: -1, at: start)
        var entry: Int32 = -1
        var isAfterOpening = true
        position += 1
        while true {
            // Here a bracket has just been opened, or a value has ended.
            JSONTokens.skipSpace(bytes, &position, end)
            guard position < end else { throw JSONFault(.incomplete, at: end) }
            let byte = bytes[position]
            if byte == (top.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                position += 1
                if top.isExploded, !isAfterOpening { endElement() }
                if top.column >= 0 { fill(top, to: position, isEmpty: isAfterOpening) }
                guard let outer = stack.popLast() else { return position }
                top = outer
                isAfterOpening = false
                continue
            }
            if !isAfterOpening {
                guard byte == UInt8(ascii: ",") else { throw JSONFault(.syntax, at: position) }
                position += 1
                JSONTokens.skipSpace(bytes, &position, end)
                guard position < end else { throw JSONFault(.incomplete, at: end) }
                top.index += 1
                if top.isExploded { endElement() }
            }
            let nameStart = position
            if top.isObject {
                entry = try key(bytes, &position, end, &top)
            } else {
                entry = place(&top)
            }
            let known = tree.entries[Int(entry)]
            if !known.isWanted, newField == nil { newField = (entry, top.index, nameStart) }
            let valueStart = position
            isAfterOpening = false
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                let hasEscapes = try JSONTokens.string(bytes, &position, end)
                if known.column >= 0 {
                    fill(known.column, valueStart + 1, position - 1, hasEscapes ? .escaped : .plain, .string)
                }
            case UInt8(ascii: "-"), 0x30...0x39:
                try JSONTokens.number(bytes, &position, end)
                if known.column >= 0 { fill(known.column, valueStart, position, .plain, .number) }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                // The record itself is open too.
                guard stack.count + 1 < options.depthLimit else {
                    throw JSONFault(.depth, at: position, limit: options.depthLimit)
                }
                try checkNesting(known, in: top, isObject: bytes[position] == UInt8(ascii: "{"), at: position)
                stack.append(top)
                top = frame(bytes[position], node: tree.child(of: entry), column: known.column, at: position)
                top.isExploded = known.isExploded
                top.isJoined = known.column >= 0 && options.nested == .join
                position += 1
                isAfterOpening = true
                continue
            case UInt8(ascii: "n"):
                try JSONTokens.literal(bytes, &position, end)
                continue
            default:
                try JSONTokens.literal(bytes, &position, end)
                if known.column >= 0 { fill(known.column, valueStart, position, .plain, .boolean) }
            }
            if known.isOnTheWay, known.column < 0 {
                if known.isExploded { throw JSONFault(.explode, at: valueStart) }
                if newField == nil { newField = (entry, top.index, nameStart) }
            }
        }
    }

    /// Throws where an object or array may not be.
    private func checkNesting(
        _ known: JSONFieldTree.Entry,
        in top: Frame,
        isObject: Bool,
        at position: Int
    ) throws(JSONFault) {
        if top.isJoined { throw JSONFault(.nested, at: position) }
        if known.isExploded, isObject { throw JSONFault(.explode, at: position) }
        guard known.column >= 0 else { return }
        switch options.nested {
        case .text: break
        case .reject: throw JSONFault(.nested, at: position)
        case .join: if isObject { throw JSONFault(.nested, at: position) }
        }
    }

    /// Takes the text of the object or array that ends at `position`, or the values of one that is joined.
    private mutating func fill(_ frame: Frame, to position: Int, isEmpty: Bool) {
        guard frame.isJoined else {
            if frame.column >= 0 { nestedTexts += 1 }
            return fill(frame.column, frame.start, position, .container, .string)
        }
        joinedArrays += 1
        separatorBytes += frame.index * options.separator.count
        fill(frame.column, frame.start, position, .joined, isEmpty ? .absent : .string)
    }

    /// Keeps the values of an element until its record has ended.
    private mutating func endElement() {
        elementCount += 1
        for column in elementColumns {
            elements.append(slots[column])
            slots[column].record = 0
        }
    }

    /// Settles that an element's values are written, with those around the array, as the next row.
    mutating func choose(element: Int) {
        var place = element * elementColumns.count
        for column in elementColumns {
            slots[column] = elements[place]
            place += 1
        }
    }

    /// The most bytes that the values of one record take in all rows made of it.
    func explodedBytes(recordCount: Int) -> Int {
        var inside = 0
        for slot in elements where slot.record == record { inside += slot.end - slot.start }
        var around = columnCount
        for (column, slot) in slots.enumerated() where slot.record == record && !elementColumns.contains(column) {
            around += slot.end - slot.start
        }
        let (bytes, isOver) = around.multipliedReportingOverflow(by: max(1, elementCount))
        return isOver ? .max : bytes + inside + separatorBytes * max(1, elementCount)
    }

    @inline(__always)
    private mutating func frame(_ bracket: UInt8, node: Int32, column: Int32, at start: Int) -> Frame {
        object &+= 1
        return Frame(
            node: node,
            isObject: bracket == UInt8(ascii: "{"),
            object: object,
            column: column,
            start: start
        )
    }

    /// Passes a key and its colon, up to the value.
    @inline(__always)
    private mutating func key(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int,
        _ top: inout Frame
    ) throws(JSONFault) -> Int32 {
        let start = position
        var entry = top.previous < 0 ? tree.nodes[Int(top.node)].first : tree.entries[Int(top.previous)].next
        if entry >= 0, isKey(entry, bytes, start, end) {
            position = start + tree.entries[Int(entry)].keyCount + 2
        } else {
            entry = try unexpectedKey(bytes, &position, end, top)
        }
        guard tree.mark(entry, object: top.object) else { throw JSONFault(.duplicateKey, at: start) }
        top.previous = entry
        if end - position > 1, bytes[position] == UInt8(ascii: ":"), bytes[position + 1] > 0x20 {
            // Most files have no white space here.
            position += 1
            return entry
        }
        JSONTokens.skipSpace(bytes, &position, end)
        guard position < end else { throw JSONFault(.incomplete, at: end) }
        guard bytes[position] == UInt8(ascii: ":") else { throw JSONFault(.syntax, at: position) }
        position += 1
        JSONTokens.skipSpace(bytes, &position, end)
        guard position < end else { throw JSONFault(.incomplete, at: end) }
        return entry
    }

    /// Whether the quoted key at `start` is that of `entry`.
    @inline(__always)
    private func isKey(_ entry: Int32, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let guess = tree.entries[Int(entry)]
        return guess.isPlain && bytes[start] == UInt8(ascii: "\"") && end - start > guess.keyCount + 1
            && JSONBytes.same(
                bytes,
                at: start + 1,
                tree.keys.span,
                at: guess.keyStart,
                count: guess.keyCount + 1
            )
    }

    @inline(never)
    private mutating func unexpectedKey(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int,
        _ top: Frame
    ) throws(JSONFault) -> Int32 {
        guard bytes[position] == UInt8(ascii: "\"") else { throw JSONFault(.syntax, at: position) }
        position += 1
        let start = position
        let hasEscapes = try JSONTokens.string(bytes, &position, end)
        let entry = tree.find(bytes, start..<position - 1, hasEscapes: hasEscapes, in: top.node)
        tree.learn(entry, after: top.previous, in: top.node)
        return entry
    }

    /// The entry of the next place in an array.
    private mutating func place(_ top: inout Frame) -> Int32 {
        let node = tree.nodes[Int(top.node)]
        let guess = top.previous < 0 ? node.first : tree.entries[Int(top.previous)].next
        var entry = guess
        if top.index >= node.placesEnd {
            entry = node.otherPlaces >= 0 ? node.otherPlaces : tree.place(top.index, in: top.node)
        } else if guess < 0 || Int(tree.entries[Int(guess)].index) != top.index {
            entry = tree.place(top.index, in: top.node)
            tree.learn(entry, after: top.previous, in: top.node)
        }
        top.previous = entry
        return entry
    }

    @inline(__always)
    private mutating func fill(_ column: Int32, _ start: Int, _ end: Int, _ form: JSONSlot.Form, _ kind: JSONKind) {
        slots[Int(column)] = JSONSlot(start: start, end: end, form: form, kind: kind, record: record)
    }
}
